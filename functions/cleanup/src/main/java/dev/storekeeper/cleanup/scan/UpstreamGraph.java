package dev.storekeeper.cleanup.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which repositories of a domain reach which others as upstreams. */
final class UpstreamGraph {
  private final Map<String, TreeSet<String>> directDownstreams = new TreeMap<>();

  /**
   * The graph of a domain.
   *
   * @param upstreams the direct upstreams of each repository, by its name
   */
  UpstreamGraph(Map<String, List<String>> upstreams) {
    upstreams.forEach((repository, names) ->
        names.forEach(upstream ->
            directDownstreams.computeIfAbsent(upstream, _ -> new TreeSet<>()).add(repository)));
  }

  /** The repositories that reach a repository, directly or by a chain, without itself. */
  List<String> downstreams(String repository) {
    TreeSet<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(repository));
    while (!open.isEmpty()) {
      for (String next : directDownstreams.getOrDefault(open.remove(), new TreeSet<>())) {
        if (found.add(next)) {
          open.add(next);
        }
      }
    }
    found.remove(repository);
    return List.copyOf(found);
  }
}
