package dev.storekeeper.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics of one invocation, written as JSON lines in the embedded metric format, which CloudWatch
 * takes from the log: namespace {@code Storekeeper}, dimension {@code Function}. Nothing is written
 * before {@link #flush}. Safe for use by many threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format specification</a>
 */
public final class Metrics {
  private static final String NAMESPACE = "Storekeeper";
  private static final int MAX_VALUES_PER_LINE = 100;
  private static final int MAX_NAMES = 100;

  private final PrintStream out;
  private final Clock clock;
  private final String function;
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, List<Long>> durations = new TreeMap<>();

  /** Metrics of an invocation of a function. */
  public Metrics(PrintStream out, Clock clock, String function) {
    this.out = out;
    this.clock = clock;
    this.function = function;
  }

  /** Adds to a count; adding zero makes the count appear as zero. */
  public synchronized void count(String name, long amount) {
    counts.merge(name, amount, Math::addExact);
    checkNames();
  }

  /** Adds one duration to a metric in milliseconds. */
  public synchronized void milliseconds(String name, long value) {
    durations.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    checkNames();
  }

  /** Writes what was gathered and starts anew; writes nothing when there is nothing. */
  public synchronized void flush() {
    for (int from = 0; from == 0 || hasDurationsFrom(from); from += MAX_VALUES_PER_LINE) {
      writeLine(from);
    }
    counts.clear();
    durations.clear();
  }

  private boolean hasDurationsFrom(int from) {
    return durations.values().stream().anyMatch(values -> values.size() > from);
  }

  private void writeLine(int from) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE).putArray("Dimensions").addArray().add("Function");
    ArrayNode definitions = directive.putArray("Metrics");
    line.put("Function", function);
    if (from == 0) {
      counts.forEach((name, count) -> {
        definitions.addObject().put("Name", name).put("Unit", "Count");
        line.put(name, count);
      });
    }
    durations.forEach((name, values) -> {
      if (values.size() > from) {
        definitions.addObject().put("Name", name).put("Unit", "Milliseconds");
        ArrayNode array = line.putArray(name);
        values.stream().skip(from).limit(MAX_VALUES_PER_LINE).forEach(array::add);
      }
    });
    if (!definitions.isEmpty()) {
      out.println(line);
    }
  }

  private void checkNames() {
    if (counts.size() + durations.size() > MAX_NAMES) {
      throw new IllegalStateException("more than " + MAX_NAMES + " metrics in one invocation");
    }
  }
}
