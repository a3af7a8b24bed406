package dev.storekeeper.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * The results as lines of the table that {@code benchmarks/run} prints: microseconds (median, least
 * and most of all iterations) and how many times the median of the limit and of the baseline.
 */
final class Table {
  private static final String LIMIT = "signature";
  private static final String BASELINE = "nimbus";
  private static final Map<String, String> TITLES =
      Map.of(
          LIMIT,
          "JDK Signature alone (the limit)",
          BASELINE,
          "Nimbus DefaultJWTProcessor, no decision (the baseline)",
          "verifyAndDecide",
          "Storekeeper, verify and decide");

  private Table() {}

  static String of(Collection<RunResult> results) {
    double limit = median(results, LIMIT);
    double baseline = median(results, BASELINE);
    String heading =
        "%-58s %9s %9s %9s %8s %8s%n"
            .formatted(
                "A decision (us; RS256, 2048 bits, 34 claims)",
                "median",
                "min",
                "max",
                "x limit",
                "x Nimbus");
    Stream<String> rows =
        results.stream()
            .sorted(Comparator.comparingDouble(run -> median(statistics(run))))
            .map(run -> row(run, limit, baseline));
    return Stream.concat(Stream.of(heading), rows).collect(Collectors.joining());
  }

  private static String row(RunResult run, double limit, double baseline) {
    Statistics statistics = statistics(run);
    double median = median(statistics);
    return String.format(
        Locale.ROOT,
        "  %-56s %9.1f %9.1f %9.1f %8.2f %8.2f%n",
        title(run),
        median,
        statistics.getMin(),
        statistics.getMax(),
        median / limit,
        median / baseline);
  }

  private static String title(RunResult run) {
    String title = TITLES.getOrDefault(name(run), name(run));
    String statements = run.getParams().getParam("statements");
    return statements == null ? title : title + ", statements: " + statements;
  }

  private static double median(Collection<RunResult> results, String name) {
    return results.stream()
        .filter(run -> name(run).equals(name))
        .mapToDouble(run -> median(statistics(run)))
        .findFirst()
        .orElseThrow();
  }

  private static double median(Statistics statistics) {
    return statistics.getPercentile(50);
  }

  private static Statistics statistics(RunResult run) {
    return run.getPrimaryResult().getStatistics();
  }

  private static String name(RunResult run) {
    return run.getPrimaryResult().getLabel();
  }
}
