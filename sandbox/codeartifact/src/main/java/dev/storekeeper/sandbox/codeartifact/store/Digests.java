package dev.storekeeper.sandbox.codeartifact.store;

import dev.storekeeper.sandbox.codeartifact.protocol.Hashes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The four checksums of one stream, computed together. */
final class Digests {
  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");
  private final MessageDigest sha512 = digest("SHA-512");

  void update(byte[] buffer, int length) {
    md5.update(buffer, 0, length);
    sha1.update(buffer, 0, length);
    sha256.update(buffer, 0, length);
    sha512.update(buffer, 0, length);
  }

  Hashes finish() {
    return new Hashes(hex(md5), hex(sha1), hex(sha256), hex(sha512));
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no " + algorithm, e);
    }
  }
}
