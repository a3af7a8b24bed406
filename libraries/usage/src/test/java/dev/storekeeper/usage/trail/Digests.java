package dev.storekeeper.usage.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Digests of a trail, one an hour. */
final class Digests {
  static final String CHAIN = "111111111111_CloudTrail-Digest_eu-west-1_audit_eu-west-1";
  static final Instant START = Instant.parse("2026-03-04T00:00:00Z");

  private Digests() {}

  static Instant hour(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  /** The digest of the hour that ends at an hour, which follows the one before. */
  static Digest ending(int hour) {
    return new Digest(CHAIN, file(hour), hour(hour - 1), hour(hour), Optional.of(file(hour - 1)));
  }

  static TrailFile file(int hour) {
    return new TrailFile("digest-" + hour, "%064x".formatted(hour));
  }
}
