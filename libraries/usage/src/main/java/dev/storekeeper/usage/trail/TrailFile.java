package dev.storekeeper.usage.trail;

import java.util.regex.Pattern;

/**
 * A log file or digest file of a trail.
 *
 * @param object its key in the trail's bucket
 * @param sha256 the SHA-256 of its uncompressed content, in lower-case hexadecimal digits
 */
public record TrailFile(String object, String sha256) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_OBJECT = 1024;

  public TrailFile {
    if (object.isEmpty() || object.length() > MAX_OBJECT) {
      throw new IllegalArgumentException(
          "object: found " + object.length() + " characters, expected 1 to " + MAX_OBJECT);
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256 of " + object + ": expected 64 digits 0-9a-f");
    }
  }
}
