package dev.storekeeper.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong in one file, so that a person sees all of it at once. */
final class Problems {
  private static final int LIMIT = 100;
  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node node, String path, String what, String expected) {
    int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    add(new Problem(file, line, column, path, what, expected));
  }

  void add(int line, int column, String what, String expected) {
    add(new Problem(file, line, column, "", what, expected));
  }

  private void add(Problem problem) {
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
