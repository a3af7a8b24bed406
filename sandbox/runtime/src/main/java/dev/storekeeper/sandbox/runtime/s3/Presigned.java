package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long presigned URLs, of either version, are good; their signatures are not checked. */
final class Presigned {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
  private static final long MOST_SECONDS = Duration.ofDays(7).toSeconds();

  private Presigned() {}

  /**
   * Refuses a URL that is not good any more.
   *
   * @throws AwsException {@code AccessDenied}
   */
  static void requireGood(S3Request request, Instant now) {
    if (request.query().containsKey("AWSAccessKeyId")) {
      String end = request.parameter("Expires").orElse("");
      if (!end.matches("\\d{1,12}")) {
        throw new AwsException(403, "AccessDenied", "Invalid date (should be seconds since epoch)");
      }
      requireBefore(Instant.ofEpochSecond(Long.parseLong(end)), now);
      return;
    }
    Optional<String> expires = request.parameter("X-Amz-Expires");
    Optional<String> date = request.parameter("X-Amz-Date");
    if (expires.isEmpty() && date.isEmpty()) {
      return;
    }
    long seconds = expires.filter(text -> text.matches("\\d{1,6}")).map(Long::valueOf).orElse(-1L);
    if (seconds < 0 || seconds > MOST_SECONDS) {
      throw malformed("X-Amz-Expires must be a number of seconds less than a week");
    }
    requireBefore(signedAt(date.orElse("")).plusSeconds(seconds), now);
  }

  private static void requireBefore(Instant end, Instant now) {
    if (now.isAfter(end)) {
      throw new AwsException(403, "AccessDenied", "Request has expired: it was good until " + end);
    }
  }

  private static Instant signedAt(String date) {
    try {
      return LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw malformed("X-Amz-Date must be in the ISO 8601 format, as 20260131T120000Z");
    }
  }

  private static AwsException malformed(String message) {
    return new AwsException(400, "AuthorizationQueryParametersError", message);
  }
}
