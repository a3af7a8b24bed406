package dev.storekeeper.codeartifact;

import java.util.List;

/**
 * An event is not what CodeArtifact documents. The message lists every problem: the field, what was
 * found and what is expected.
 */
public final class MalformedEventException extends Exception {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  MalformedEventException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  @Override
  public String getMessage() {
    return String.join("; ", problems);
  }

  /** Each problem on its own, at least one. */
  public List<String> problems() {
    return problems;
  }
}
