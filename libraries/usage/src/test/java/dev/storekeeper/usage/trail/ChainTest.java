package dev.storekeeper.usage.trail;

import static dev.storekeeper.usage.trail.Digests.CHAIN;
import static dev.storekeeper.usage.trail.Digests.ending;
import static dev.storekeeper.usage.trail.Digests.file;
import static dev.storekeeper.usage.trail.Digests.hour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usage.trail.Following.Breaks;
import dev.storekeeper.usage.trail.Following.Continues;
import dev.storekeeper.usage.trail.Following.Gap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainTest {
  private final Chain chain = Chain.startingAt(ending(1)).take(ending(1), true);

  @Test
  void aChainCoversWhatItsDigestsCover() {
    assertThat(Chain.startingAt(ending(1)).follow(ending(1))).isEqualTo(new Continues());
    assertThat(Chain.startingAt(ending(1)).coverage()).isEqualTo(Coverage.NONE);
    assertThat(chain.follow(ending(2))).isEqualTo(new Continues());
    assertThat(chain.take(ending(2), false).coverage()).isEqualTo(Coverage.of(hour(0), hour(2)));
  }

  @Test
  void aDigestBeyondTheNextWaitsForTheOnesInBetween() {
    assertThat(chain.follow(ending(3))).isEqualTo(new Gap(file(2)));
  }

  @Test
  void aFirstDigestAfterOthersBreaksTheChain() {
    Digest first = new Digest(CHAIN, file(9), hour(8), hour(9), Optional.empty());
    assertThat(chain.follow(first)).isInstanceOf(Breaks.class);
  }

  @Test
  void aChangedDigestBreaksTheChain() {
    Digest next =
        new Digest(
            CHAIN,
            file(2),
            hour(1),
            hour(2),
            Optional.of(new TrailFile(file(1).object(), "f".repeat(64))));
    assertThat(chain.follow(next)).isInstanceOf(Breaks.class);
  }

  @Test
  void aTimeThatNoDigestCoversBreaksTheChain() {
    Digest next = new Digest(CHAIN, file(2), hour(2), hour(3), Optional.of(file(1)));
    assertThat(chain.follow(next)).isInstanceOf(Breaks.class);
  }

  @Test
  void aRestartForgetsWhatWasCovered() {
    Chain before = chain.restartBefore(ending(7));
    assertThat(before.coverage()).isEqualTo(Coverage.NONE);
    assertThat(before.follow(ending(7))).isEqualTo(new Continues());
    assertThat(before.take(ending(7), true).coverage()).isEqualTo(Coverage.of(hour(6), hour(7)));

    Chain after = chain.restartAfter(ending(2));
    assertThat(after.follow(ending(3))).isEqualTo(new Continues());
    assertThat(after.take(ending(3), true).coverage()).isEqualTo(Coverage.of(hour(2), hour(3)));
  }

  @Test
  void aRestartNeverGoesBack() {
    Chain later = chain.take(ending(2), true).take(ending(3), true);
    Digest overlapping = new Digest(CHAIN, file(99), hour(1), hour(4), Optional.empty());
    assertThat(later.restartBefore(overlapping).until()).isEqualTo(hour(3));
  }

  @Test
  void nothingIsCoveredBeforeTheTrailShowsThatItRecordsReads() {
    Chain silent = Chain.startingAt(ending(1)).take(ending(1), false).take(ending(2), false);
    assertThat(silent.coverage()).isEqualTo(Coverage.NONE);
    assertThat(silent.take(ending(3), true).coverage()).isEqualTo(Coverage.of(hour(2), hour(3)));
  }

  @Test
  void sixHoursWithoutAReadAreToleratedAndNotMore() {
    assertThat(chain.isTooQuiet(ending(7))).isFalse();
    assertThat(chain.isTooQuiet(ending(8))).isTrue();
    assertThat(Chain.startingAt(ending(1)).isTooQuiet(ending(8))).isFalse();
  }
}
