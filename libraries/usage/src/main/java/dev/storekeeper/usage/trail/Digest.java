package dev.storekeeper.usage.trail;

import java.time.Instant;
import java.util.Optional;

/**
 * A digest file of CloudTrail, without its list of log files (CloudTrail user guide, "CloudTrail
 * digest file structure").
 *
 * @param chain what it continues: the name of its file without the time, which holds account,
 *     region and trail
 * @param file the digest file itself
 * @param start the beginning of the time whose log files it lists
 * @param end the end of that time
 * @param previous the digest before; absent after logging was started
 */
public record Digest(
    String chain, TrailFile file, Instant start, Instant end, Optional<TrailFile> previous) {
  public Digest {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "digest " + file.object() + ": found a time from " + start + " to " + end);
    }
  }
}
