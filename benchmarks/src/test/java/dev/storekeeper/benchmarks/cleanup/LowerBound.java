package dev.storekeeper.benchmarks.cleanup;

import java.util.Map;
import java.util.TreeMap;

/** The calls that nobody can do without who knows nothing of a domain yet. */
final class LowerBound {
  private static final int PAGE = 1000;

  private LowerBound() {}

  /**
   * By operation.
   *
   * @param questions how many versions a package has, on average, whose age decides; their boundary
   *     in a list that is sorted by age takes the logarithm of that
   * @param selected the versions whose sizes are asked for
   */
  static Map<String, Long> of(Parameters parameters, double questions, long selected) {
    long repositories = parameters.repositories();
    long packages = repositories * parameters.packages();
    Map<String, Long> calls = new TreeMap<>();
    calls.put("ListRepositoriesInDomain", pages(repositories));
    calls.put("DescribeRepository", repositories);
    calls.put("ListTagsForResource", repositories);
    calls.put("ListPackages", repositories * pages(parameters.packages()));
    calls.put("ListPackageVersions", packages * pages(parameters.versions()));
    calls.put("DescribePackageVersion", Math.round(packages * log2(1 + questions)));
    calls.put("ListPackageVersionAssets", selected);
    return calls;
  }

  private static double log2(double number) {
    return Math.log(number) / Math.log(2);
  }

  private static long pages(long items) {
    return Math.max(1, Math.ceilDiv(items, PAGE));
  }
}
