package dev.storekeeper.token.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.token.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final TokenBuckets buckets = new TokenBuckets(3, Duration.ofSeconds(10), 2, clock);

  @Test
  void aBucketGivesWhatItHoldsAndThenWhatRunsIn() {
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("a")).isEmpty();
    }
    assertThat(buckets.take("a")).contains(Duration.ofSeconds(10));
    clock.advance(Duration.ofMillis(9_500));
    assertThat(buckets.take("a")).contains(Duration.ofSeconds(1));
    clock.advance(Duration.ofMillis(500));
    assertThat(buckets.take("a")).isEmpty();
    assertThat(buckets.take("a")).isPresent();
  }

  @Test
  void aBucketNeverHoldsMoreThanItsSize() {
    assertThat(buckets.take("a")).isEmpty();
    clock.advance(Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("a")).isEmpty();
    }
    assertThat(buckets.take("a")).isPresent();
  }

  @Test
  void keysDoNotKnowOfEachOther() {
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("a")).isEmpty();
    }
    assertThat(buckets.take("b")).isEmpty();
  }

  @Test
  void theKeyThatWasLongestNotHeardOfIsForgotten() {
    for (int i = 0; i < 4; i++) {
      var _ = buckets.take("a");
    }
    var _ = buckets.take("b");
    assertThat(buckets.take("a")).isPresent();
    var _ = buckets.take("c");
    assertThat(buckets.take("a")).isPresent();
    var _ = buckets.take("d");
    var _ = buckets.take("e");
    assertThat(buckets.take("a")).isEmpty();
  }

  @Test
  void aClockThatGoesBackHarmsNothing() {
    assertThat(buckets.take("a")).isEmpty();
    clock.advance(Duration.ofSeconds(-30));
    assertThat(buckets.take("a")).isEmpty();
    assertThat(buckets.take("a")).isEmpty();
    assertThat(buckets.take("a")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7,              203.0.113.7",
    "2001:db8:1:2:3:4:5:6,     2001:db8:1:2::/64",
    "2001:db8:1:2::9,          2001:db8:1:2::/64",
    "2001:db8::9,              2001:db8:0:0::/64",
    "::1,                      0:0:0:0::/64",
    "'',                       ''",
  })
  void anAddressIsKnownByItsNetwork(String address, String key) {
    assertThat(Addresses.key(address)).isEqualTo(key);
  }
}
