package dev.storekeeper.codeartifact.version;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A version with its place in the order of its format. Equality is the order's. */
record ParsedVersion(
    String format,
    String text,
    OrderKey key,
    boolean prerelease,
    String majorLine,
    String minorLine,
    String family)
    implements Version {

  @Override
  public int compareTo(Version other) {
    if (other instanceof ParsedVersion that && that.format.equals(format)) {
      return key.compareTo(that.key);
    }
    throw new ClassCastException(
        "%s is a version of %s and compares with no version of another format"
            .formatted(text, format));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParsedVersion that
        && that.format.equals(format)
        && that.key.equals(key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(format, key);
  }

  @Override
  public String toString() {
    return text;
  }
}
