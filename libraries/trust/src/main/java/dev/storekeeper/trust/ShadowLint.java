package dev.storekeeper.trust;

import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.lint.Findings;
import java.util.ArrayList;
import java.util.List;

/** Statements that never decide, because an earlier one always does. */
final class ShadowLint implements LintRule {
  @Override
  public void check(ReadDocument read, Findings findings) {
    List<Reach> reaches = new ArrayList<>();
    for (int i = 0; i < read.statements().size(); i++) {
      Statement statement = read.document().statements().get(i);
      if (statement.isEnforced()) {
        Place place = read.statements().get(i).place("id");
        reaches.add(Reach.of(read.document(), statement, place));
      }
    }
    for (int i = 0; i < reaches.size(); i++) {
      for (int j = 0; j < reaches.size(); j++) {
        if (i != j && reaches.get(i).statement().allows()) {
          check(reaches.get(j), reaches.get(i), j < i, findings);
        }
      }
    }
  }

  private static void check(Reach other, Reach reach, boolean before, Findings findings) {
    Statement statement = reach.statement();
    String id = other.statement().id();
    if (!other.statement().allows() && other.covers(reach)) {
      findings.warning(
          "unreachable",
          reach.place(),
          "the statement " + id + " denies whatever this one allows",
          "neither of them, unless " + id + " is there for an emergency");
    } else if (before && grantsAll(other.statement(), statement) && other.covers(reach)) {
      findings.warning(
          "shadowed",
          reach.place(),
          "the statement " + id + " before it matches the same jobs and grants as much",
          "the narrower statement first, or only one of them");
    }
  }

  private static boolean grantsAll(Statement other, Statement statement) {
    return other.allowance().isPresent()
        && statement.allowance().isPresent()
        && other.allowance().get().covers(statement.allowance().get());
  }
}
