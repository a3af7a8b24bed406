package dev.storekeeper.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * That somebody asked for something.
 *
 * @param time when, to the millisecond
 * @param repository the repository that was asked
 * @param principal who asked, as CloudTrail names them: an ARN, mostly; the first 512 characters
 */
public record Access(Instant time, String repository, String principal) {
  private static final int MAX_PRINCIPAL = 512;

  public Access {
    time = Instant.ofEpochMilli(time.toEpochMilli());
    Names.check("repository", Names.REPOSITORY, repository);
    principal = principal.substring(0, Math.min(principal.length(), MAX_PRINCIPAL));
  }

  /** The day of the access, in UTC: the grain of the index. */
  public LocalDate day() {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /**
   * The last instant of the day of the access. The index may have dropped a later access of that
   * day, so this is what an age must be reckoned from.
   */
  public Instant endOfDay() {
    return day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
  }

  /** Whether this happened after another access. */
  public boolean isAfter(Access other) {
    return time.isAfter(other.time);
  }
}
