package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list in the order of ARNs.
 *
 * @param items at most a hundred
 * @param nextToken where the next page starts, empty if there is none
 */
record Page<T>(List<T> items, String nextToken) {
  private static final int SIZE = 100;

  static <T> Page<T> of(List<T> all, Function<T, String> arn, QueryParameters input) {
    String after = input.optional("NextToken").orElse("");
    List<T> rest = all.stream().filter(item -> arn.apply(item).compareTo(after) > 0).toList();
    return rest.size() <= SIZE
        ? new Page<>(rest, "")
        : new Page<>(rest.subList(0, SIZE), arn.apply(rest.get(SIZE - 1)));
  }

  void writeToken(XmlWriter result) {
    if (!nextToken.isEmpty()) {
      result.element("NextToken", nextToken);
    }
  }
}
