package dev.storekeeper.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // days covered before now, hours it ends before now, window in days, whether it is warm
    "92, 1, 90, true",
    "93, 48, 90, true",
    "91.99, 1, 90, false",
    "93, 48.01, 90, false",
    "2, 1, 0, true",
    "1.99, 1, 0, false"
  })
  void aWindowIsWarmWhenItAndTheSafetyLagAreCovered(
      double days, double hours, int window, boolean warm) {
    Coverage coverage =
        Coverage.of(
            NOW.minus(Duration.ofSeconds((long) (days * 86400))),
            NOW.minus(Duration.ofSeconds((long) (hours * 3600))));
    assertThat(coverage.isWarm(Duration.ofDays(window), NOW)).isEqualTo(warm);
  }

  @Test
  void nothingIsNeverWarm() {
    assertThat(Coverage.NONE.isWarm(Duration.ZERO, NOW)).isFalse();
    assertThatThrownBy(() -> Coverage.NONE.isWarm(Duration.ofDays(-1), NOW))
        .hasMessageContaining("window");
  }

  @Test
  void halfACoverageIsRefused() {
    assertThatThrownBy(() -> new Coverage(Optional.of(NOW), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Coverage(Optional.of(NOW), Optional.of(NOW)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Coverage.of(NOW, NOW)).isEqualTo(Coverage.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "       |       | none",
        "1-5    |       | 1-5",
        "1-5    | 4-9   | 1-9",
        "4-9    | 1-5   | 1-9",
        "1-5    | 5-9   | 1-9",
        "1-5    | 6-9   | 6-9",
        "2-3    | 1-9   | 1-9"
      })
  void severalChainsCoverTheLatestTimeWithoutAGap(String one, String other, String expected) {
    assertThat(Coverage.union(List.of(coverage(one), coverage(other), Coverage.NONE)))
        .isEqualTo(coverage(expected));
  }

  private static Coverage coverage(@org.jspecify.annotations.Nullable String days) {
    if (days == null || days.equals("none")) {
      return Coverage.NONE;
    }
    String[] ends = days.split("-");
    return Coverage.of(
        NOW.plus(Duration.ofDays(Long.parseLong(ends[0]))),
        NOW.plus(Duration.ofDays(Long.parseLong(ends[1]))));
  }
}
