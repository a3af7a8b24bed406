package dev.storekeeper.codeartifact.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowdownTest {
  private static final long SECOND = 1_000_000;
  private static final long NOW = 1_000 * SECOND;
  private static final Rate EIGHTY = new Rate(80);

  @Test
  void oneAnswerHalvesForFiveMinutes() {
    Slowdown slowdown = Slowdown.NONE.throttled(NOW, EIGHTY);
    assertThat(slowdown.at(NOW)).isEqualTo(1);
    assertThat(slowdown.at(NOW + 300 * SECOND - 1)).isEqualTo(1);
    assertThat(slowdown.at(NOW + 300 * SECOND)).isZero();
  }

  @Test
  void furtherAnswersHalveAgainAndTheRateDoublesBack() {
    Slowdown slowdown = Slowdown.NONE;
    for (int i = 0; i < 3; i++) {
      slowdown = slowdown.throttled(NOW + i * 60L * SECOND, EIGHTY);
    }
    long last = NOW + 120 * SECOND;
    assertThat(slowdown.at(last)).isEqualTo(3);
    assertThat(slowdown.at(last + 300 * SECOND)).isEqualTo(2);
    assertThat(slowdown.at(last + 600 * SECOND)).isEqualTo(1);
    assertThat(slowdown.at(last + 900 * SECOND)).isZero();
    assertThat(slowdown.at(last + 9_000 * SECOND)).isZero();
  }

  @Test
  void anAnswerDuringTheRecoveryHalvesWhatIsThen() {
    Slowdown slowdown = new Slowdown(3, NOW).throttled(NOW + 300 * SECOND, EIGHTY);
    assertThat(slowdown.at(NOW + 300 * SECOND)).isEqualTo(2);
  }

  @Test
  void answersWithinASecondCountAsOne() {
    Slowdown slowdown = Slowdown.NONE.throttled(NOW, EIGHTY);
    assertThat(slowdown.throttled(NOW + SECOND - 1, EIGHTY)).isEqualTo(slowdown);
    assertThat(slowdown.throttled(NOW + SECOND, EIGHTY).at(NOW + SECOND)).isEqualTo(2);
  }

  @Test
  void theFloorIsOneCallASecond() {
    Slowdown slowdown = Slowdown.NONE;
    for (int i = 0; i < 100; i++) {
      slowdown = slowdown.throttled(NOW + i * 2L * SECOND, EIGHTY);
    }
    assertThat(EIGHTY.interval(slowdown.halvings())).isEqualTo(SECOND);
    assertThat(EIGHTY.interval(slowdown.halvings() - 1)).isLessThan(SECOND);
  }

  @Test
  void whatIsSlowerThanTheFloorIsNotSlowedDown() {
    Rate half = new Rate(0.5);
    assertThat(half.interval(0)).isEqualTo(2 * SECOND);
    assertThat(half.interval(5)).isEqualTo(2 * SECOND);
    assertThat(half.mostHalvings()).isZero();
  }
}
