package dev.storekeeper.benchmarks.cleanup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.benchmarks.cleanup.Run.Invocation;
import dev.storekeeper.cleanup.scan.Messages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The results as a table. A star is beside what was extrapolated. */
final class Figures {
  private static final double DOLLARS = 0.05 / 10_000;
  private static final double MEGABYTE = 1024 * 1024;
  private static final int QUARTER = 4;

  private final Parameters parameters;
  private final StringBuilder text = new StringBuilder();
  private Map<String, Long> scanCalls = new TreeMap<>();
  private Map<String, Long> leastCalls = new TreeMap<>();
  private Duration scanTime = Duration.ZERO;
  private String process = "";

  Figures(Parameters parameters) {
    this.parameters = parameters;
  }

  void scan(Measured measured, FolderBucket bucket) throws IOException {
    JsonNode plan = measured.run().plan();
    long selected = plan.path("selected").asLong();
    scanCalls = measured.calls().byOperation();
    scanTime = measured.took();
    double prereleases = (parameters.versions() - 20) / 20.0;
    leastCalls = LowerBound.of(parameters, Math.max(0, prereleases), selected);
    line(
        String.format(
            Locale.ROOT,
            "Scan of %,d repositories, %,d packages, %,d versions; %,d (%.1f %%) selected, plan %s",
            parameters.repositories(),
            plan.path("packages").asLong(),
            plan.path("versions").asLong(),
            selected,
            100.0 * selected / Math.max(1, plan.path("versions").asLong()),
            plan.path("state").asText()));
    String heading = text.toString();
    text.setLength(0);
    process(measured, bucket, plan);
    process = text.toString();
    text.setLength(0);
    text.append(heading);
  }

  private void process(Measured measured, FolderBucket bucket, JsonNode plan) throws IOException {
    Run run = measured.run();
    List<Invocation> units = run.invocations(it -> it.kind().equals(Messages.SCAN));
    List<Invocation> first = units.subList(0, Math.ceilDiv(units.size(), QUARTER));
    List<Invocation> last = units.subList(units.size() * 3 / QUARTER, units.size());
    List<Invocation> closing = run.invocations(it -> it.kind().equals(Messages.CLOSE));
    line(
        String.format(
            Locale.ROOT,
            "The scanning process (heap %s, %d invocations at a time, %s of the quotas, %d ms"
                + " latency)",
            parameters.heap(),
            parameters.workers(),
            parameters.share(),
            parameters.latency().toMillis()));
    row("versions a second", "%,.0f", 1e3 * plan.path("versions").asLong() / millis(measured));
    row("invocations", "%,d", run.invocations(_ -> true).size());
    row(
        "  of which ran out of time and went on",
        "%,d",
        run.invocations(it -> it.result().equals("Continued")).size());
    row(
        "  of which came again, as another one was completing the plan",
        "%,d",
        run.invocations(it -> it.result().equals("Again")).size());
    row("the longest, a repository (s)", "%.1f", seconds(units));
    row("completing the plan, with its report (s)", "%.1f", seconds(closing));
    row("most heap in use, first quarter of the repositories (MB)", "%.0f", megabytes(first));
    row("most heap in use, last quarter (MB)", "%.0f", megabytes(last));
    row("most heap in use, completing the plan (MB)", "%.0f", megabytes(closing));
    row("in the bucket (MB)", "%.1f", bucket.size("plans/") / MEGABYTE);
    row("reads that failed", "%,d", plan.path("failures").asLong());
    row("calls answered with 429", "%,d", measured.calls().throttled());
  }

  void naive(Measured measured) {
    double factor = (double) parameters.repositories() / parameters.sample();
    Map<String, Long> calls = new TreeMap<>();
    calls.put("ListRepositoriesInDomain", 1L);
    measured
        .calls()
        .byOperation()
        .forEach((operation, count) -> calls.put(operation, Math.round(count * factor)));
    text.append(
        String.format(
            Locale.ROOT,
            "  %-36s %12s %12s %8s %14s %8s%n",
            "calls",
            "Storekeeper",
            "the least",
            "x least",
            "each version*",
            "x least"));
    for (String operation : union(scanCalls, leastCalls, calls)) {
      compared(
          operation,
          scanCalls.getOrDefault(operation, 0L),
          leastCalls.getOrDefault(operation, 0L),
          calls.getOrDefault(operation, 0L));
    }
    compared("all", sum(scanCalls), sum(leastCalls), sum(calls));
    text.append(
        String.format(
            Locale.ROOT,
            "  %-36s %12.2f %12.2f %8.2f %14.2f %8.2f%n",
            "US dollars",
            sum(scanCalls) * DOLLARS,
            sum(leastCalls) * DOLLARS,
            ratio(sum(scanCalls), sum(leastCalls)),
            sum(calls) * DOLLARS,
            ratio(sum(calls), sum(leastCalls))));
    text.append(
        String.format(
            Locale.ROOT,
            "  %-36s %12.1f %12s %8s %14.1f%n",
            "minutes",
            scanTime.toMillis() / 60e3,
            "",
            "",
            measured.took().toMillis() / 60e3 * factor));
    text.append(process);
    line(
        String.format(
            Locale.ROOT,
            "* %d repositories were measured (%,d calls, %d with 429, %.1f s), times %.1f",
            parameters.sample(),
            measured.calls().total(),
            measured.calls().throttled(),
            measured.took().toMillis() / 1e3,
            factor));
  }

  void killed(Measured calm, Measured killed) {
    Run run = killed.run();
    line(
        String.format(
            Locale.ROOT,
            "The scan of %d repositories, killed (kill -9)",
            parameters.killedRepositories()));
    row("kills", "%d", run.kills());
    row("invocations that were killed", "%d", run.killedInvocations());
    row("calls, undisturbed", "%,d", calm.calls().total());
    row("calls, killed", "%,d", killed.calls().total());
    String hash = calm.run().plan().path("hash").asText();
    boolean same = !hash.isEmpty() && hash.equals(run.plan().path("hash").asText());
    row("the plan's hash is that of the undisturbed scan", "%s", same ? "yes" : "NO");
    if (!same) {
      System.out.print(this);
      throw new IllegalStateException(
          "the plans differ: " + calm.run().plan() + ", killed " + run.plan());
    }
  }

  void removal(Measured measured) {
    long versions = (long) parameters.packages() * parameters.versions();
    Traffic.Calls calls = measured.calls();
    line(
        String.format(
            Locale.ROOT,
            "Archiving and deleting %,d versions of %d packages",
            versions,
            parameters.packages()));
    row(
        "UpdatePackageVersionsStatus for 100 versions",
        "%.1f",
        100.0 * calls.of("UpdatePackageVersionsStatus") / versions);
    row(
        "DeletePackageVersions for 100 versions",
        "%.1f",
        100.0 * calls.of("DeletePackageVersions") / versions);
  }

  private void compared(String title, long scan, long least, long naive) {
    text.append(
        String.format(
            Locale.ROOT,
            "  %-36s %,12d %,12d %8s %,14d %8s%n",
            title,
            scan,
            least,
            least == 0 ? "" : "%.2f".formatted(ratio(scan, least)),
            naive,
            least == 0 ? "" : "%.2f".formatted(ratio(naive, least))));
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  private void row(String title, String format, Object value) {
    text.append(String.format(Locale.ROOT, "  %-70s %12s%n", title, format.formatted(value)));
  }

  private static double ratio(long one, long other) {
    return (double) one / other;
  }

  private static double millis(Measured measured) {
    return measured.took().toMillis();
  }

  private static double seconds(List<Invocation> invocations) {
    return most(invocations, it -> it.took().toMillis()) / 1e3;
  }

  private static double megabytes(List<Invocation> invocations) {
    return most(invocations, Invocation::heap) / MEGABYTE;
  }

  private static long most(List<Invocation> invocations, ToLongFunction<Invocation> value) {
    return invocations.stream().mapToLong(value).max().orElse(0);
  }

  private static long sum(Map<String, Long> calls) {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  @SafeVarargs
  private static List<String> union(Map<String, Long>... maps) {
    Map<String, Long> all = new TreeMap<>();
    for (Map<String, Long> map : maps) {
      all.putAll(map);
    }
    return all.keySet().stream().toList();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
