package dev.storekeeper.codeartifact.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallCountTest {
  @Test
  void countsByOperationFromManyThreads() {
    CallCount count = new CallCount();
    IntStream.range(0, 3000)
        .parallel()
        .forEach(i -> count.count(i % 3 == 0 ? "ListPackages" : "DescribePackageVersion"));
    assertThat(count.byOperation())
        .isEqualTo(Map.of("ListPackages", 1000L, "DescribePackageVersion", 2000L));
    assertThat(count.total()).isEqualTo(3000);
    assertThat(count.price()).isEqualTo("0.015000");
  }

  @ParameterizedTest
  @CsvSource({
    "0,             0.000000",
    "1,             0.000005",
    "10000,         0.050000",
    "1100000,       5.500000",
    "1000000000000, 5000000.000000"
  })
  void aRequestCostsFiveMillionthsOfADollar(long requests, String price) {
    assertThat(Price.of(requests).toPlainString()).isEqualTo(price);
  }

  @Test
  void noNegativeNumberHasAPrice() {
    assertThatThrownBy(() -> Price.of(-1)).hasMessage("requests: found -1, expected 0 or more");
  }
}
