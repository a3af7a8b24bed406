package dev.storekeeper.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Collects what is wrong in one file, so that a person sees all of it at once. */
final class Problems {
  private static final int LIMIT = 100;
  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node node, String path, String what, String expected) {
    add(new Problem(place(node, path), what, expected));
  }

  /** Where something below a node stands, or whatever is nearest to it. */
  Place place(Node node, String path, List<String> inner) {
    Node found = node;
    StringBuilder full = new StringBuilder(path);
    for (String step : inner) {
      Optional<Node> next = Values.child(found, step);
      if (next.isEmpty()) {
        break;
      }
      full.append(found instanceof SequenceNode ? "[" + step + "]" : "." + step);
      found = next.get();
    }
    return place(found, full.toString());
  }

  private Place place(Node node, String path) {
    int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    return new Place(file, line, column, path);
  }

  void add(int line, int column, String what, String expected) {
    add(new Problem(file, line, column, "", what, expected));
  }

  void add(Problem problem) {
    if (found.size() < LIMIT) {
      found.add(problem);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      throw new PolicyException(found);
    }
  }
}
