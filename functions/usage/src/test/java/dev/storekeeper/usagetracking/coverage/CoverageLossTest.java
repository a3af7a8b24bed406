package dev.storekeeper.usagetracking.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usagetracking.trail.TrailObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageLossTest extends FollowedTrail {
  @Test
  void aMissingLogFileIsWaitedForUntilTheDeadlineAndThenTheCoverageBeginsBehindIt()
      throws Exception {
    hours(1, 5);
    trail.delete(logFileOf(3));
    for (int hour = 1; hour <= 5; hour++) {
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));
    clock.set(hour(3).plus(Duration.ofDays(1)));
    keeper.followAll(invocation);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));
    assertThat(ledger.records()).isEmpty();

    clock.set(hour(3).plus(Duration.ofDays(1)).plusSeconds(1));
    keeper.followAll(invocation);
    keeper.followAll(invocation);
    assertThat(coverage()).isEqualTo(Coverage.of(hour(3), hour(5)));
    assertRestart("missing", hour(3));
  }

  @Test
  void aChangedLogFileBreaksTheCoverageAtOnce() throws Exception {
    hours(1, 4);
    trail.put(logFileOf(2), "{\"Records\":[]}");
    for (int hour = 1; hour <= 4; hour++) {
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.of(hour(2), hour(4)));
    assertRestart("SHA-256", hour(2));
  }

  @Test
  void aLogFileThatIsChangedAfterItWasTakenInDoesNotMatter() throws Exception {
    hours(1, 2);
    logFileArrives(2);
    trail.put(logFileOf(2), "{\"Records\":[]}");
    digestArrives(1);
    digestArrives(2);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));
  }

  @Test
  void aLogFileThatCannotBeReadCountsAsMissing() throws Exception {
    hours(1, 1);
    trail.put(logFile(2), "no json");
    hour(2, List.of(logFileOf(2)));
    hours(3, 4);
    clock.set(hour(60));
    for (int hour = 1; hour <= 4; hour++) {
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.of(hour(2), hour(4)));
    assertRestart("not JSON", hour(2));
  }

  @Test
  void aMissingDigestIsWaitedForAndThenTheCoverageBeginsBehindIt() throws Exception {
    hours(1, 5);
    trail.delete(digestOf(3));
    digestArrives(1);
    digestArrives(2);
    digestArrives(4);
    digestArrives(5);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));

    clock.set(hour(4).plus(Duration.ofDays(1)).plusSeconds(1));
    keeper.followAll(invocation);
    assertThat(coverage()).isEqualTo(Coverage.of(hour(3), hour(5)));
    assertRestart("missing", hour(3));
  }

  @Test
  void aChangedDigestBreaksTheCoverage() throws Exception {
    hours(1, 2);
    trail.put(digestOf(2), trail.content(digestOf(2)).replace("v1", "v2") + " ");
    digestArrives(1);
    digestArrives(2);
    hours(3, 4);
    trail.put(
        digestOf(3),
        trail.content(digestOf(3)).replaceFirst("HashValue\":\"[0-9a-f]{4}", "HashValue\":\"0000"));
    digestArrives(3);
    assertRestart("was changed", hour(2));
    assertThat(coverage()).isEqualTo(Coverage.of(hour(2), hour(3)));
  }

  @Test
  void loggingThatWasStoppedBreaksTheCoverage() throws Exception {
    hours(1, 2);
    trail.restart();
    hours(9, 10);
    for (int hour : new int[] {1, 2, 9, 10}) {
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.of(hour(8), hour(10)));
    assertRestart("stopped", hour(8));
  }

  @Test
  void aTrailThatRecordsNoReadsProvesNothing() throws Exception {
    for (int hour = 1; hour <= 20; hour++) {
      hour(hour, List.of());
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.NONE);
    assertThat(ledger.records()).isEmpty();

    hours(21, 22);
    digestArrives(21);
    digestArrives(22);
    assertThat(coverage()).isEqualTo(Coverage.of(hour(20), hour(22)));
  }

  @Test
  void aTrailThatRecordsReadsNoMoreBreaksTheCoverage() throws Exception {
    hours(1, 2);
    digestArrives(1);
    digestArrives(2);
    for (int hour = 3; hour <= 9; hour++) {
      hour(hour, List.of());
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.NONE);
    assertRestart("event selectors", hour(9));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whateverIsLostTheCoverageBeginsBehindIt(long seed) throws Exception {
    Random random = new Random(seed);
    hours(1, 60);
    int lastBad = 0;
    for (int hour = 2; hour <= 57; hour++) {
      switch (random.nextInt(12)) {
        case 0 -> trail.delete(digestOf(hour));
        case 1 -> trail.delete(logFileOf(hour));
        case 2 -> trail.put(logFileOf(hour), "{\"Records\":[]}");
        default -> {
          continue;
        }
      }
      lastBad = hour;
    }
    List<Integer> arrivals = new ArrayList<>(IntStream.rangeClosed(1, 60).boxed().toList());
    Collections.shuffle(arrivals, random);
    digestArrives(1);
    for (int hour : arrivals) {
      keeper.arrived(new TrailObject.DigestFile(digestOf(hour), CHAIN), invocation);
    }
    clock.set(hour(60).plus(Duration.ofDays(2)));
    keeper.follow(CHAIN, invocation);
    keeper.follow(CHAIN, invocation);

    assertThat(coverage()).isEqualTo(Coverage.of(hour(lastBad), hour(60)));
  }
}
