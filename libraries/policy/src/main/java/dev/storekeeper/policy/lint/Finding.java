package dev.storekeeper.policy.lint;

import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.Problem;
import java.util.Locale;

/**
 * Something that the lint found.
 *
 * @param severity how much it matters
 * @param rule the rule's name, as {@code tenant-pin}
 * @param place where
 * @param why what is wrong, and why that matters
 * @param instead what to write instead
 */
public record Finding(Severity severity, String rule, Place place, String why, String instead) {
  /** The rule of findings that keep a document from being understood at all. */
  public static final String UNREADABLE = "unreadable";

  static Finding of(Problem problem) {
    Place place = new Place(problem.file(), problem.line(), problem.column(), problem.path());
    return new Finding(Severity.ERROR, UNREADABLE, place, problem.found(), problem.expected());
  }

  Problem problem() {
    return new Problem(place, why + " [" + rule + "]", instead);
  }

  @Override
  public String toString() {
    String word = severity.name().toLowerCase(Locale.ROOT);
    return place + ": " + word + ": " + why + " [" + rule + "]; expected " + instead;
  }
}
