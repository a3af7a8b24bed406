package dev.storekeeper.usagetracking.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usagetracking.trail.Trail;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageKeeperTest extends FollowedTrail {
  @Test
  void hourByHourTheCoverageGrows() throws Exception {
    hours(1, 5);
    for (int hour = 1; hour <= 5; hour++) {
      logFileArrives(hour);
      digestArrives(hour);
      assertThat(coverage()).isEqualTo(Coverage.of(START, hour(hour)));
    }
    assertThat(usage.versions(UI).of("1.0.5").lastRead()).isPresent();
    assertThat(ledger.records()).isEmpty();
  }

  @Test
  void whatDidNotArriveIsFetched() throws Exception {
    hours(1, 30);
    digestArrives(1);
    digestArrives(30);

    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(30)));
    assertThat(usage.versions(UI).of("1.0.17").lastRead()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void inWhateverOrderAndHoweverOftenFilesComeTheCoverageIsTheSame(long seed) throws Exception {
    hours(1, 40);
    digestArrives(1);
    Random random = new Random(seed);
    List<Integer> arrivals = new ArrayList<>();
    for (int hour = 1; hour <= 40; hour++) {
      arrivals.addAll(List.of(hour, -hour, hour));
    }
    Collections.shuffle(arrivals, random);
    Instant until = START;
    for (int arrival : arrivals) {
      if (arrival > 0) {
        digestArrives(arrival);
      } else {
        logFileArrives(-arrival);
      }
      assertThat(coverage().until().orElseThrow()).isAfterOrEqualTo(until);
      until = coverage().until().orElseThrow();
    }
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(40)));
    assertThat(ledger.records()).isEmpty();
  }

  @Test
  void manyMissingLogFilesAreFetchedInSeveralRuns() throws Exception {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      files.add(trail.logFile(START, "many-" + i, List.of(Trail.assetRead(START, "2.0." + i))));
    }
    hour(1, files);
    digestArrives(1);
    assertThat(coverage()).isEqualTo(Coverage.NONE);
    keeper.follow(CHAIN, invocation);
    keeper.follow(CHAIN, invocation);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(1)));
  }

  @Test
  void aBucketThatDoesNotAnswerIsNotAnEmptyOne() throws Exception {
    hours(1, 2);
    digestArrives(1);
    trail.broken(true);
    clock.set(hour(100));
    assertThatThrownBy(() -> digestArrives(2)).isInstanceOf(IOException.class);
    trail.broken(false);
    digestArrives(2);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));
    assertThat(ledger.records()).isEmpty();
  }
}
