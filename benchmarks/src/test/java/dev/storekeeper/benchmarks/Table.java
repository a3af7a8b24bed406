package dev.storekeeper.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results as a table: time, and how many times the time of the limit and of the baseline. */
final class Table {
  private static final String LIMIT = "signature";
  private static final String BASELINE = "nimbus";
  private static final Map<String, String> TITLES =
      Map.of(
          LIMIT,
          "JDK Signature alone (the limit)",
          BASELINE,
          "Nimbus DefaultJWTProcessor (the baseline)",
          "verifyAndDecide",
          "Storekeeper: verify and decide");

  private Table() {}

  static String of(Collection<RunResult> results) {
    double limit = score(results, LIMIT);
    double baseline = score(results, BASELINE);
    return results.stream()
        .map(result -> row(result, limit, baseline))
        .sorted()
        .collect(
            Collectors.joining(
                "",
                "%-50s %10s %10s %9s %9s%n"
                    .formatted(
                        "RS256, 2048 bits, 34 claims", "us/op", "+/-", "/ limit", "/ Nimbus"),
                ""));
  }

  private static String row(RunResult run, double limit, double baseline) {
    Result<?> result = run.getPrimaryResult();
    String statements = run.getParams().getParam("statements");
    String title =
        TITLES.get(result.getLabel())
            + (statements == null ? "" : ", %3s statements".formatted(statements));
    return String.format(
        Locale.ROOT,
        "%-50s %10.1f %10.1f %9.2f %9.2f%n",
        title,
        result.getScore(),
        result.getScoreError(),
        result.getScore() / limit,
        result.getScore() / baseline);
  }

  private static double score(Collection<RunResult> results, String name) {
    return results.stream()
        .map(RunResult::getPrimaryResult)
        .filter(result -> result.getLabel().equals(name))
        .mapToDouble(result -> result.getScore())
        .findFirst()
        .orElseThrow();
  }
}
