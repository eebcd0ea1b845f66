package dev.rehearsal.harness.proxy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and a certificate for it that it signed itself (RFC 5280), in memory alone. The library of
 * Java reads certificates but makes none, so that the few fields there have to be are written here.
 */
record OwnCertificate(PrivateKey key, X509Certificate certificate) {

  private static final Duration LEEWAY = Duration.ofDays(1);
  private static final Duration VALID = Duration.ofDays(30);

  private static final byte[] ECDSA_WITH_SHA256 =
      Der.sequence(Der.object(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  private static final byte[] COMMON_NAME = Der.object(0x55, 0x04, 0x03);
  private static final byte[] ALTERNATIVE_NAMES = Der.object(0x55, 0x1d, 0x11);
  private static final int VERSION_3 = 2;

  /** Makes one for localhost. */
  static OwnCertificate make() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] content = content(pair);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(content);
    byte[] whole = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    Certificate read =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
    return new OwnCertificate(pair.getPrivate(), (X509Certificate) read);
  }

  private static byte[] content(KeyPair pair) {
    Instant now = Instant.now();
    byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text("rehearse"))));
    return Der.sequence(
        Der.tagged(0, Der.integer(BigInteger.valueOf(VERSION_3))),
        Der.integer(new BigInteger(63, new SecureRandom()).add(BigInteger.ONE)),
        ECDSA_WITH_SHA256,
        name,
        Der.sequence(Der.time(now.minus(LEEWAY)), Der.time(now.plus(VALID))),
        name,
        pair.getPublic().getEncoded(),
        Der.tagged(3, Der.sequence(Der.sequence(ALTERNATIVE_NAMES, Der.octets(localhost())))));
  }

  private static byte[] localhost() {
    return Der.sequence(Der.dnsName("localhost"), Der.address(127, 0, 0, 1));
  }

  /** What servers that show this certificate need. */
  SSLContext context() throws GeneralSecurityException, IOException {
    char[] unneeded = new char[0];
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, unneeded);
    store.setKeyEntry("rehearse", key, unneeded, new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, unneeded);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
