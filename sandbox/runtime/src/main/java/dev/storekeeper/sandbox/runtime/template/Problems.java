package dev.storekeeper.sandbox.runtime.template;

import dev.storekeeper.sandbox.runtime.template.TemplateException.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** Collects what is wrong with one file; the same problem counts once. */
final class Problems {
  private final String file;
  private final SequencedSet<Problem> found = new LinkedHashSet<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Location at, String message) {
    found.add(new Problem(file, at.line(), at.path(), message));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new TemplateException(
          found.stream().sorted(Comparator.comparingInt(Problem::line)).toList());
    }
  }
}
