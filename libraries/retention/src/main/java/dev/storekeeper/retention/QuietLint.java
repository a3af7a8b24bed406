package dev.storekeeper.retention;

import dev.storekeeper.policy.lint.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Quiet hours that leave no time: what is due is looked for every hour. */
final class QuietLint implements LintRule {
  /** One in the winter and one in the summer of each half of the earth. */
  private static final List<Instant> MONDAYS =
      List.of(Instant.parse("2026-01-05T00:00:00Z"), Instant.parse("2026-07-06T00:00:00Z"));

  private static final Duration STEP = Duration.ofMinutes(15);
  private static final Duration TWO_WEEKS = Duration.ofDays(14);
  private static final Duration ENOUGH = Duration.ofHours(2);

  @Override
  public void check(ReadDocument read, Findings findings) {
    List<QuietHours> quiet = read.document().quiet();
    boolean tooLittle =
        MONDAYS.stream().anyMatch(monday -> longestGap(quiet, monday).compareTo(ENOUGH) < 0);
    if (!quiet.isEmpty() && tooLittle) {
      findings.error(
          "quiet",
          read.root().place("quiet"),
          "quiet hours that leave less than two hours at a stretch in a whole week",
          "some hours in which what is due can be done");
    }
  }

  private static Duration longestGap(List<QuietHours> quiet, Instant monday) {
    Duration longest = Duration.ZERO;
    Duration gap = Duration.ZERO;
    for (Instant time = monday; time.isBefore(monday.plus(TWO_WEEKS)); time = time.plus(STEP)) {
      Instant now = time;
      gap = quiet.stream().anyMatch(it -> it.contains(now)) ? Duration.ZERO : gap.plus(STEP);
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }
}
