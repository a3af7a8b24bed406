package dev.storekeeper.sandbox.runtime.iam.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy document that IAM would refuse, or that the sandbox cannot enforce. */
public final class PolicyException extends RuntimeException {
  private final transient List<Problem> problems;

  PolicyException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, at least one thing. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param path the way from the document's root: names, and positions in lists from 0
   * @param message what was found and what is expected
   */
  public record Problem(List<Object> path, String message) {
    public Problem {
      path = List.copyOf(path);
    }

    @Override
    public String toString() {
      String way =
          path.stream()
              .map(step -> step instanceof Integer ? "[" + step + "]" : "." + step)
              .collect(Collectors.joining());
      return (way.startsWith(".") ? way.substring(1) : way) + (way.isEmpty() ? "" : ": ") + message;
    }
  }
}
