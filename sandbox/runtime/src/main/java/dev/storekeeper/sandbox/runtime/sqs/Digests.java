package dev.storekeeper.sandbox.runtime.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** The MD5 digests that SDKs check (SQS Developer Guide, "Calculating the MD5 message digest"). */
final class Digests {
  private static final byte TEXT = 1;
  private static final byte BINARY = 2;

  private Digests() {}

  static String ofBody(String body) {
    return HexFormat.of().formatHex(md5().digest(body.getBytes(StandardCharsets.UTF_8)));
  }

  static String ofAttributes(SortedMap<String, MessageAttribute> attributes) {
    MessageDigest digest = md5();
    attributes.forEach((name, attribute) -> {
      update(digest, name.getBytes(StandardCharsets.UTF_8));
      update(digest, attribute.dataType().getBytes(StandardCharsets.UTF_8));
      digest.update(attribute.isBinary() ? BINARY : TEXT);
      update(digest, attribute.value());
    });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    digest.update(part);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
