package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about (S3 User Guide, "Virtual hosting of buckets").
 *
 * @param bucket the bucket's name, empty for none
 * @param key the object's key, empty for none
 */
record Address(String bucket, String key) {
  private static final int MAX_KEY_BYTES = 1024;
  private static final String LOCAL = ".localhost";

  /**
   * The address in a host such as {@code name.localhost} or, at any other host, in the path.
   *
   * @throws AwsException if it is malformed
   */
  static Address of(@Nullable String hostHeader, String rawPath) {
    String host =
        hostHeader == null ? "" : hostHeader.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
    if (host.endsWith(LOCAL)) {
      return new Address(host.substring(0, host.length() - LOCAL.length()), key(path));
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? new Address(decoded(path), "")
        : new Address(decoded(path.substring(0, slash)), key(path.substring(slash + 1)));
  }

  private static String key(String raw) {
    String key = decoded(raw);
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new AwsException(400, "KeyTooLongError", "Your key is too long");
    }
    if (key.indexOf('\0') >= 0) {
      throw Refusals.notServed("keys with a NUL character");
    }
    return key;
  }

  private static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsException(400, "InvalidURI", "Couldn't parse the specified URI.");
    }
  }
}
