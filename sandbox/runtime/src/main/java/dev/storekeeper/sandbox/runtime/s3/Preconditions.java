package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The conditional headers of a request (S3 User Guide, "Conditional requests"; RFC 9110). */
final class Preconditions {
  private final S3Request request;

  Preconditions(S3Request request) {
    this.request = request;
  }

  /** Refuses a write if its condition on the current object does not hold. */
  void beforeWriting(Optional<ObjectVersion> current) {
    Optional<String> unless = request.header("If-None-Match");
    if (unless.isPresent()) {
      if (!unless.get().equals("*")) {
        throw Refusals.notServed("a write with an If-None-Match other than *");
      }
      if (current.isPresent()) {
        throw Refusals.precondition("If-None-Match");
      }
    }
    Optional<String> wanted = request.header("If-Match");
    if (wanted.isPresent()) {
      if (current.isEmpty()) {
        throw Refusals.noSuchKey();
      }
      if (!matches(wanted.get(), current.get().content().etag())) {
        throw Refusals.precondition("If-Match");
      }
    }
  }

  /** Refuses a read if its conditions do not hold; what was not modified is a refusal with 304. */
  void beforeReading(ObjectVersion version) {
    String etag = version.content().etag();
    Instant modified = version.lastModified().truncatedTo(ChronoUnit.SECONDS);
    Optional<String> wanted = request.header("If-Match");
    if (wanted.isPresent() && !matches(wanted.get(), etag)) {
      throw Refusals.precondition("If-Match");
    }
    boolean changed = time("If-Unmodified-Since").filter(modified::isAfter).isPresent();
    if (wanted.isEmpty() && changed) {
      throw Refusals.precondition("If-Unmodified-Since");
    }
    Optional<String> unless = request.header("If-None-Match");
    boolean unchanged =
        time("If-Modified-Since").filter(since -> !modified.isAfter(since)).isPresent();
    if (unless.map(tags -> matches(tags, etag)).orElse(unchanged)) {
      throw new AwsException(304, "NotModified", "Not Modified");
    }
  }

  private Optional<Instant> time(String header) {
    try {
      return request
          .header(header)
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(ZonedDateTime::toInstant);
    } catch (DateTimeException e) {
      // RFC 9110, 13.1.3: a recipient ignores the field if its value is no date.
      return Optional.empty();
    }
  }

  private static boolean matches(String tags, String etag) {
    for (String tag : tags.split(",", -1)) {
      String bare = tag.strip().replaceFirst("^W/", "").replace("\"", "");
      if (bare.equals("*") || bare.equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
