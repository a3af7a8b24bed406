package dev.storekeeper.usagetracking.trail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an object of the trail's bucket is, by its key: {@code
 * [prefix/]AWSLogs/[organisation/]<account>/<kind>/<region>/yyyy/mm/dd/<file>.json.gz} (CloudTrail
 * user guide, "Finding your CloudTrail log files").
 */
public sealed interface TrailObject {
  /** A log file. */
  record LogFile(String object) implements TrailObject {}

  /** A digest file of a chain. */
  record DigestFile(String object, String chain) implements TrailObject {}

  /** Something that does not matter here: of another account or region, or a backfill digest. */
  record Other(String object) implements TrailObject {}

  /**
   * What an object is.
   *
   * @param account whose files count
   * @param region whose files count
   */
  static TrailObject of(String object, String account, String region) {
    Matcher log = Patterns.LOG.matcher(object);
    if (log.matches() && log.group(1).equals(account) && log.group(2).equals(region)) {
      return new LogFile(object);
    }
    Matcher digest = Patterns.DIGEST.matcher(object);
    return digest.matches() && digest.group(1).equals(account) && digest.group(2).equals(region)
        ? new DigestFile(object, digest.group(3))
        : new Other(object);
  }

  /** The shapes of keys. */
  final class Patterns {
    private static final String START = "(?:.*/)?AWSLogs/(?:o-[a-z0-9]+/)?([0-9]{12})/";
    private static final String DAY = "/([a-z0-9-]+)/[0-9]{4}/[0-9]{2}/[0-9]{2}/";
    private static final Pattern LOG =
        Pattern.compile(START + "CloudTrail" + DAY + "[^/]+\\.json\\.gz");
    private static final Pattern DIGEST =
        Pattern.compile(
            START + "CloudTrail-Digest" + DAY + "([^/]+)_[0-9]{8}T[0-9]{6}Z\\.json\\.gz");

    private Patterns() {}
  }
}
