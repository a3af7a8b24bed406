package dev.storekeeper.codeartifact.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

class LocalPaceTest {
  private final VirtualTime time = new VirtualTime();
  private final LocalPace pace = new LocalPace(Share.DEFAULT, time, time);

  private Duration timeOf(int calls, String operation) {
    long start = time.micros();
    for (int i = 0; i < calls; i++) {
      pace.await(operation);
    }
    return Duration.ofMillis((time.micros() - start) / 1000);
  }

  @Test
  void theFirstCallGoesAtOnceAndFurtherOnesAtTheSharedRate() {
    assertThat(timeOf(1, "DescribePackageVersion")).isZero();
    assertThat(timeOf(80, "DescribePackageVersion")).isEqualTo(Duration.ofSeconds(1));
    assertThat(timeOf(10, "DeletePackageVersions")).isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void anOperationWithAQuotaOfItsOwnWaitsForBoth() {
    assertThat(timeOf(21, "ListPackages")).isEqualTo(Duration.ofSeconds(1));
    assertThat(timeOf(1, "DescribePackageVersion")).isEqualTo(Duration.ofMillis(12));
  }

  @Test
  void idleTimeDoesNotAddUpToABurst() {
    timeOf(1, "DescribePackageVersion");
    time.sleep(Duration.ofMinutes(10));
    assertThat(timeOf(81, "DescribePackageVersion")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void throttlingHalvesTheRateOfTheSameKindOnlyAndFiveMinutesLaterItIsBack() {
    timeOf(1, "DescribePackageVersion");
    pace.throttled("DescribePackageVersion");
    timeOf(1, "DescribePackageVersion");
    assertThat(timeOf(80, "DescribePackageVersion")).isEqualTo(Duration.ofSeconds(2));
    assertThat(timeOf(11, "DeletePackageVersions")).isEqualTo(Duration.ofSeconds(1));
    time.sleep(Duration.ofMinutes(5));
    assertThat(timeOf(81, "DescribePackageVersion")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
    LocalPace interrupted =
        new LocalPace(
            Share.DEFAULT,
            Clock.fixed(VirtualTime.START, ZoneOffset.UTC),
            duration -> {
              throw new InterruptedException();
            });
    interrupted.await("ListPackages");
    assertThatThrownBy(() -> interrupted.await("ListPackages"))
        .isInstanceOf(AbortedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
