package dev.storekeeper.usage;

import java.time.Instant;

/**
 * That somebody else removed or archived something: another cleaner may be at work.
 *
 * @param time when, to the millisecond
 * @param eventName the API operation, as in {@code DeletePackageVersions}
 * @param principal who did it, as CloudTrail names them
 */
public record ForeignChange(Instant time, String eventName, String principal) {
  private static final int MAX_PRINCIPAL = 512;

  public ForeignChange {
    time = Instant.ofEpochMilli(time.toEpochMilli());
    principal = principal.substring(0, Math.min(principal.length(), MAX_PRINCIPAL));
  }
}
