package dev.storekeeper.sandbox.runtime.cloudtrail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;

/** The key that signs digests: RSA of 2048 bits, kept in a file that only its owner may read. */
final class DigestKey {
  static final String ALGORITHM = "SHA256withRSA";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private DigestKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** The key of a file, made if it is absent. */
  static DigestKey open(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var owner =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, owner);
        Files.write(file, generator.generateKeyPair().getPrivate().getEncoded());
      }
      KeyFactory factory = KeyFactory.getInstance("RSA");
      PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file)));
      if (!(key instanceof RSAPrivateCrtKey rsa)) {
        throw new IOException("the key in " + file + " is not of RSA");
      }
      return new DigestKey(
          key,
          factory.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent())));
    } catch (GeneralSecurityException e) {
      throw new IOException("the key in " + file + " cannot be used", e);
    }
  }

  /** The public key as an X.509 SubjectPublicKeyInfo. */
  byte[] publicKey() {
    return publicKey.getEncoded();
  }

  /** The public key's MD5, in hexadecimal. */
  String fingerprint() {
    return hash("MD5", publicKey());
  }

  /** A signature in hexadecimal. */
  String sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign with " + ALGORITHM, e);
    }
  }

  static String sha256(byte[] content) {
    return hash("SHA-256", content);
  }

  private static String hash(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
