package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an object's bytes.
 *
 * @param first its first byte
 * @param length how many bytes, at least one
 */
record ByteRange(long first, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * The range that a header asks for (RFC 9110, 14.1.2); empty if it is malformed or names several,
   * as then the whole object is sent.
   *
   * @throws AwsException {@code 416 InvalidRange} if nothing of it exists
   */
  static Optional<ByteRange> of(String header, long size) {
    Matcher range = ONE.matcher(header.strip());
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    long first;
    long last;
    if (range.group(1).isEmpty()) {
      long suffix = Long.parseLong(range.group(2));
      first = suffix == 0 ? size : Math.max(0, size - suffix);
      last = size - 1;
    } else {
      first = Long.parseLong(range.group(1));
      last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
      if (last < first && !range.group(2).isEmpty()) {
        return Optional.empty();
      }
    }
    if (first >= size) {
      throw new AwsException(416, "InvalidRange", "The requested range is not satisfiable");
    }
    return Optional.of(new ByteRange(first, Math.min(last, size - 1) - first + 1));
  }

  /** The value of {@code Content-Range}. */
  String of(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
