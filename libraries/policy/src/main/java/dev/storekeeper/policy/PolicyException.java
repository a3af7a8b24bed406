package dev.storekeeper.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy file that cannot be used; the message lists every problem, one a line. */
public final class PolicyException extends RuntimeException {
  private final transient List<Problem> problems;

  PolicyException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
