package dev.storekeeper.codeartifact.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.01", "0.1", "0.5", "1", "1.0"})
  void readsADecimalNumberWithinTheBounds(String text) {
    assertThat(Share.parse(text).part()).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0.0", "0.009", "1.1", "2", "-0.1", "10%", "NaN", "0,1", "1e-1"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> Share.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("share: found ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0099, 1.01, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesANumberBeyondTheBounds(double part) {
    assertThatThrownBy(() -> new Share(part)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "READS,                     12500,   125000",
    "WRITES,                   100000,  1000000",
    "LIST_PACKAGES,             50000,   500000",
    "GET_PACKAGE_VERSION_ASSET, 200000, 2000000",
    "COPY_PACKAGE_VERSIONS,    2000000, 20000000"
  })
  void aTenthOfAQuotaIsACallEverySoManyMicroseconds(Quota quota, long together, long alone) {
    assertThat(Share.DEFAULT.of(quota).interval(0)).isEqualTo(together);
    assertThat(Share.DEFAULT.aloneOf(quota).interval(0)).isEqualTo(alone);
  }

  @Test
  void theWholeOfAQuotaIsNeverExceeded() {
    for (Quota quota : Quota.values()) {
      assertThat(new Share(1).of(quota).interval(0) * quota.perSecond())
          .isBetween(1_000_000L, 1_001_000L);
    }
  }
}
