package dev.storekeeper.sandbox.runtime.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums of S3 (User Guide, "Checking object integrity"), by their names in the API. */
enum ChecksumAlgorithm {
  CRC32,
  CRC32C,
  CRC64NVME,
  SHA1,
  SHA256;

  /** A checksum under way. */
  interface Running {
    void update(byte[] bytes, int length);

    /** The checksum, in network byte order; to be asked for once. */
    byte[] value();
  }

  /** The algorithm of a name, in whichever case. */
  static Optional<ChecksumAlgorithm> of(String name) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** The algorithm of a header such as {@code x-amz-checksum-sha256}. */
  static Optional<ChecksumAlgorithm> ofHeader(String header) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.header().equalsIgnoreCase(header))
        .findFirst();
  }

  /** The header that carries it. */
  String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /** The XML element that carries it. */
  String element() {
    return "Checksum" + name();
  }

  /** How many bytes it has. */
  int length() {
    return switch (this) {
      case CRC32, CRC32C -> 4;
      case CRC64NVME -> 8;
      case SHA1 -> 20;
      case SHA256 -> 32;
    };
  }

  /** Whether the whole object's can be computed although it comes in parts. */
  boolean linear() {
    return this == CRC32 || this == CRC32C || this == CRC64NVME;
  }

  /** A new one. */
  Running start() {
    return switch (this) {
      case CRC32 -> checksum(new CRC32(), length());
      case CRC32C -> checksum(new CRC32C(), length());
      case CRC64NVME -> checksum(new Crc64Nvme(), length());
      case SHA1 -> digest("SHA-1");
      case SHA256 -> digest("SHA-256");
    };
  }

  /** A message digest of Java's, for example MD5. */
  static Running digest(String javaName) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(javaName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + javaName, e);
    }
    return new Running() {
      @Override
      public void update(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
      }

      @Override
      public byte[] value() {
        return digest.digest();
      }
    };
  }

  private static Running checksum(Checksum checksum, int length) {
    return new Running() {
      @Override
      public void update(byte[] bytes, int count) {
        checksum.update(bytes, 0, count);
      }

      @Override
      public byte[] value() {
        byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
        return Arrays.copyOfRange(eight, Long.BYTES - length, Long.BYTES);
      }
    };
  }
}
