package dev.storekeeper.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Totals;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "1048575, 1.0 MiB",
    "1610612736, 1.5 GiB",
    "9223372036854775807, 8.0 EiB"
  })
  void sizes(long bytes, String expected) {
    assertThat(Quantities.size(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0 %",
    "0, 9, 0 %",
    "1, 1000, < 1 %",
    "1, 8, 13 %",
    "999, 1000, > 99 %",
    "7, 7, 100 %"
  })
  void percentages(long part, long whole, String expected) {
    assertThat(Quantities.percent(part, whole)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0.0000 | $0.00", "0.0049 | < $0.01", "1234.5 | $1,234.50", "-2.005 | \u2212$2.01"})
  void amounts(BigDecimal amount, String expected) {
    assertThat(Quantities.dollars(amount)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"PT24H, 1 day", "PT336H, 14 days", "PT36H, 36 hours", "PT0S, 0 days"})
  void durations(Duration duration, String expected) {
    assertThat(Quantities.duration(duration)).isEqualTo(expected);
  }

  @Test
  void whatAPlanIsWorth() {
    Money money = Money.of(new Totals(0, 0, 0, 0, 0, 100L << 30, 0, 0, 30_000));

    assertThat(money)
        .isEqualTo(
            new Money(
                new BigDecimal("5.0000"), new BigDecimal("0.1500"), new BigDecimal("4.8500")));
  }
}
