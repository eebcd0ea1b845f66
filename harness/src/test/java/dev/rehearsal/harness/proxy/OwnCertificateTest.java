package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnCertificateTest {

  @Test
  void isWhatItsOwnKeySigned() throws Exception {
    X509Certificate certificate = OwnCertificate.make().certificate();

    certificate.verify(certificate.getPublicKey());
    certificate.checkValidity();
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getSubjectX500Principal())
        .isEqualTo(certificate.getIssuerX500Principal())
        .hasToString("CN=rehearse");
  }

  @Test
  void isForThisMachineAlone() throws Exception {
    assertThat(OwnCertificate.make().certificate().getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
  }

  @Test
  void isAnotherOneEachTime() throws Exception {
    X509Certificate one = OwnCertificate.make().certificate();
    X509Certificate other = OwnCertificate.make().certificate();

    assertThat(one.getSerialNumber()).isPositive().isNotEqualTo(other.getSerialNumber());
    assertThat(one.getPublicKey()).isNotEqualTo(other.getPublicKey());
  }
}
