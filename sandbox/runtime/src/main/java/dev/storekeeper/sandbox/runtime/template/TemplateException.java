package dev.storekeeper.sandbox.runtime.template;

import java.util.List;
import java.util.stream.Collectors;

/** A template that cannot be loaded, with everything that is wrong with it, in order of lines. */
public final class TemplateException extends RuntimeException {
  private final transient List<Problem> problems;

  TemplateException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, at least one thing. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param file the template's file name
   * @param line the line in the file, from 1
   * @param path the way from the template's root, empty for the root
   * @param message what was found and what is expected
   */
  public record Problem(String file, int line, String path, String message) {
    @Override
    public String toString() {
      return file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
  }
}
