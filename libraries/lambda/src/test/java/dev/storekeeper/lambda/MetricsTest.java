package dev.storekeeper.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Lines lines = new Lines();
  private final Metrics metrics = new Metrics(lines.out(), Lines.CLOCK, "storekeeper-audit");

  @Test
  void oneFlushWritesOneLineInTheEmbeddedMetricFormat() {
    metrics.count("Records", 2);
    metrics.count("Records", 1);
    metrics.milliseconds("LagMilliseconds", 40);
    metrics.milliseconds("LagMilliseconds", 7);
    metrics.flush();

    assertThat(lines.raw())
        .containsExactly(
            "{\"_aws\":{\"Timestamp\":1772619330000,\"CloudWatchMetrics\":[{"
                + "\"Namespace\":\"Storekeeper\",\"Dimensions\":[[\"Function\"]],\"Metrics\":["
                + "{\"Name\":\"Records\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"LagMilliseconds\",\"Unit\":\"Milliseconds\"}]}]},"
                + "\"Function\":\"storekeeper-audit\",\"Records\":3,\"LagMilliseconds\":[40,7]}");
  }

  @Test
  void nothingGatheredWritesNothingAndAFlushStartsAnew() {
    metrics.flush();
    metrics.count("Records", 1);
    metrics.flush();
    metrics.flush();

    assertThat(lines.raw()).hasSize(1);
  }

  @Test
  void moreThanHundredDurationsGoIntoSeveralLinesAndCountsIntoOne() {
    metrics.count("Records", 250);
    for (int i = 0; i < 250; i++) {
      metrics.milliseconds("LagMilliseconds", i);
    }
    metrics.flush();

    assertThat(lines.json())
        .extracting(line -> line.path("LagMilliseconds").size())
        .containsExactly(100, 100, 50);
    assertThat(lines.json()).filteredOn(line -> line.has("Records")).hasSize(1);
    JsonNode last = lines.json().getLast().path("LagMilliseconds");
    assertThat(last.get(last.size() - 1).asInt()).isEqualTo(249);
  }
}
