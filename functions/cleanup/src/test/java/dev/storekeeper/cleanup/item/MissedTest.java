package dev.storekeeper.cleanup.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MissedTest {
  private static final Instant HIDDEN = Instant.parse("2026-03-01T03:00:07.900Z");

  /**
   * Seconds after the version was hidden, as CloudTrail tells them: the part of a second is lost.
   */
  @ParameterizedTest
  @CsvSource({
    "-0.9, , true",
    "0.1, , true",
    "86400, , true",
    "-300, , true",
    "-300.1, , false",
    "0.1, 0.1, false",
    "0.1, 5, false",
    "5, 0.1, true",
    ", , false"
  })
  void anAttemptCountsOnceAndOnlySinceItFails(Double refused, Double acted, boolean counts) {
    Optional<Instant> attempt = after(refused);
    assertThat(Missed.since(attempt, HIDDEN, after(acted)))
        .isEqualTo(counts ? attempt : Optional.empty());
  }

  @Test
  void attemptsCountSinceTheFirstTryToHideIt() {
    Progress first = Progress.planned(HIDDEN, HIDDEN).hiding("Archived", HIDDEN);
    Progress again = first.hiding("Archived", HIDDEN.plus(Duration.ofHours(1)));
    Instant seen = HIDDEN.plus(Duration.ofHours(2));
    Progress hidden = again.hidden(Optional.empty(), seen, seen);
    assertThat(hidden.began()).contains(HIDDEN);
    assertThat(hidden.hiddenAt()).contains(seen);
    assertThat(hidden.hiding("Archived", seen.plusSeconds(1)).began()).contains(HIDDEN);
  }

  private static Optional<Instant> after(Double seconds) {
    return Optional.ofNullable(seconds).map(it -> HIDDEN.plusMillis(Math.round(it * 1000)));
  }
}
