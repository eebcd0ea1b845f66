package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.database.Login;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Brings a socket to the point where a session begins, SCRAM included (RFC 5802). */
final class RawSession {

  private static final String FIRST = "n=,r=rehearsetest";

  private RawSession() {}

  static Socket start(Socket socket, Login login) throws Exception {
    String parameters = "user\0" + login.user() + "\0database\0" + login.database() + "\0\0";
    byte[] text = utf8(parameters);
    ByteBuffer startup = ByteBuffer.allocate(8 + text.length);
    startup.putInt(startup.capacity()).putInt(3 << 16).put(text);
    socket.getOutputStream().write(startup.array());
    DataInputStream in = new DataInputStream(socket.getInputStream());
    body(in, 'R');
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    first.writeBytes(utf8("SCRAM-SHA-256\0"));
    first.writeBytes(ByteBuffer.allocate(4).putInt(3 + FIRST.length()).array());
    first.writeBytes(utf8("n,," + FIRST));
    socket.getOutputStream().write(ClientBytes.message('p', first.toByteArray()));
    String challenge = new String(body(in, 'R'), StandardCharsets.UTF_8).substring(4);
    socket.getOutputStream().write(ClientBytes.message('p', utf8(proof(challenge, login))));
    while (next(in) != 'Z') {
      in.skipNBytes(in.readInt() - 4);
    }
    in.skipNBytes(in.readInt() - 4);
    return socket;
  }

  private static String proof(String challenge, Login login) throws Exception {
    String[] parts = challenge.split(",");
    byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
    int rounds = Integer.parseInt(parts[2].substring(2));
    byte[] salted =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(login.password().toCharArray(), salt, rounds, 256))
            .getEncoded();
    byte[] clientKey = hmac(salted, "Client Key");
    byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
    String last = "c=biws," + parts[0];
    byte[] signature = hmac(storedKey, FIRST + "," + challenge + "," + last);
    for (int i = 0; i < clientKey.length; i++) {
      clientKey[i] ^= signature[i];
    }
    return last + ",p=" + Base64.getEncoder().encodeToString(clientKey);
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(utf8(text));
  }

  private static char next(DataInputStream in) throws Exception {
    return (char) in.readByte();
  }

  private static byte[] body(DataInputStream in, char expected) throws Exception {
    char type = next(in);
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    if (type != expected) {
      throw new AssertionError(type + new String(body, StandardCharsets.UTF_8));
    }
    return body;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
