package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a Range header asks of a file (RFC 9110 section 14). */
sealed interface ByteRange {
  /** Everything: there is no Range, or one that may be ignored. */
  record Whole() implements ByteRange {}

  /**
   * A stretch of the file.
   *
   * @param first its first byte
   * @param last its last byte, inclusive
   */
  record Part(long first, long last) implements ByteRange {
    long length() {
      return last - first + 1;
    }
  }

  /** Nothing that the file has. */
  record Unsatisfiable() implements ByteRange {}

  /** One range; a list of several is answered with the whole file, as section 14.2 permits. */
  Pattern SINGLE = Pattern.compile("(?i:bytes)=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

  /** Reads a Range header for a file of the given size in bytes. */
  static ByteRange of(@Nullable String header, long size) {
    Matcher matcher = SINGLE.matcher(header == null ? "" : header);
    if (!matcher.matches()) {
      return new Whole();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
    if (to < from) {
      return new Whole();
    }
    return from >= size ? new Unsatisfiable() : new Part(from, Math.min(to, size - 1));
  }

  private static ByteRange suffix(long length, long size) {
    if (length == 0 || size == 0) {
      return new Unsatisfiable();
    }
    return new Part(Math.max(0, size - length), size - 1);
  }
}
