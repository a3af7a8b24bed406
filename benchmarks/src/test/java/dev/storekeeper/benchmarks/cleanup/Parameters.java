package dev.storekeeper.benchmarks.cleanup;

import java.time.Duration;
import java.util.Map;

/**
 * What is measured, from environment variables {@code BENCH_...}.
 *
 * @param repositories of the domain
 * @param packages of each repository
 * @param versions of each package
 * @param share which part of the request quotas may be taken
 * @param latency of each request
 * @param workers how many invocations there are at once
 * @param invocation how long an invocation may run
 * @param heap the heap of the scanning process, as after {@code -Xmx}
 * @param sample how many repositories are asked about version by version
 * @param killedRepositories how many repositories the domain has whose scan is killed
 * @param kills how often that is
 * @param seed of all that is random
 */
record Parameters(
    int repositories,
    int packages,
    int versions,
    String share,
    Duration latency,
    int workers,
    Duration invocation,
    String heap,
    int sample,
    int killedRepositories,
    int kills,
    long seed) {
  private static final int MOST_REPOSITORIES = 1000;

  Parameters {
    if (repositories < 1 || repositories > MOST_REPOSITORIES) {
      throw new IllegalArgumentException(
          "BENCH_REPOSITORIES: found %d, expected 1 to %d"
              .formatted(repositories, MOST_REPOSITORIES));
    }
  }

  static Parameters of(Map<String, String> variables) {
    int repositories = number(variables, "BENCH_REPOSITORIES", 1000);
    return new Parameters(
        repositories,
        number(variables, "BENCH_PACKAGES", 10),
        number(variables, "BENCH_VERSIONS", 100),
        variables.getOrDefault("BENCH_SHARE", "0.5"),
        Duration.ofMillis(number(variables, "BENCH_LATENCY_MS", 20)),
        number(variables, "BENCH_WORKERS", 4),
        Duration.ofSeconds(number(variables, "BENCH_INVOCATION_SECONDS", 840)),
        variables.getOrDefault("BENCH_HEAP", "256m"),
        Math.min(repositories, number(variables, "BENCH_SAMPLE", 10)),
        Math.min(repositories, number(variables, "BENCH_KILLED_REPOSITORIES", 50)),
        number(variables, "BENCH_KILLS", 8),
        number(variables, "BENCH_SEED", 1));
  }

  private static int number(Map<String, String> variables, String name, int otherwise) {
    String text = variables.getOrDefault(name, Integer.toString(otherwise));
    if (!text.matches("\\d{1,8}")) {
      throw new IllegalArgumentException(name + ": found " + text + ", expected a number");
    }
    return Integer.parseInt(text);
  }

  long allVersions() {
    return (long) repositories * packages * versions;
  }
}
