package dev.storekeeper.codeartifact.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final long START = 1_000_000_000;
  private static final long INTERVAL = 100_000;

  private final Turns turns = new Turns(START, INTERVAL, 3);

  @Test
  void noTurnIsBeforeItsTime() {
    assertThat(turns.use(START - 5)).isEqualTo(START);
    assertThat(turns.use(START)).isEqualTo(START + INTERVAL);
    assertThat(turns.use(START)).isEqualTo(START + 2 * INTERVAL);
    assertThat(turns.left(START)).isFalse();
  }

  @Test
  void aTurnWhoseTimeHasComeIsNow() {
    assertThat(turns.use(START + 150_000)).isEqualTo(START + 150_000);
    assertThat(turns.use(START + 150_000)).isEqualTo(START + 150_000);
    assertThat(turns.use(START + 150_000)).isEqualTo(START + 2 * INTERVAL);
  }

  @Test
  void whatIsNotUsedWithinASecondIsLost() {
    assertThat(turns.left(START + Micros.SECOND)).isTrue();
    assertThat(turns.left(START + Micros.SECOND + 1)).isFalse();
  }

  @Test
  void aTurnThatComesOnlyAfterASecondIsNotLostBefore() {
    Turns slow = new Turns(START, 2 * Micros.SECOND, 1);
    assertThat(slow.left(START + 2 * Micros.SECOND)).isTrue();
    assertThat(slow.left(START + 2 * Micros.SECOND + 1)).isFalse();
  }

  @Test
  void asManyAreNeededAsWereUsed() {
    turns.use(START);
    assertThat(turns.needed(START + 2 * Micros.SECOND)).isEqualTo(1);
  }

  @Test
  void moreAreNeededIfAllWereUsedEarlyButNotMoreThanTwiceAsMany() {
    for (int i = 0; i < 3; i++) {
      turns.use(START);
    }
    assertThat(turns.needed(START + Micros.SECOND)).isEqualTo(3);
    assertThat(turns.needed(START + 700_000)).isEqualTo(5);
    assertThat(turns.needed(START + 300_000)).isEqualTo(6);
    assertThat(turns.needed(START - 1)).isEqualTo(6);
  }
}
