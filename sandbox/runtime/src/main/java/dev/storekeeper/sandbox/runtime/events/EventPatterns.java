package dev.storekeeper.sandbox.runtime.events;

import dev.storekeeper.sandbox.runtime.AwsException;
import software.amazon.event.ruler.JsonRuleCompiler;

/** The check that every event pattern goes through. */
final class EventPatterns {
  private EventPatterns() {}

  /**
   * Returns the pattern if it is one.
   *
   * @throws AwsException {@code InvalidEventPatternException} with the reason; duplicate keys are
   *     one, since of two conditions on a field only the last would count
   */
  static String checked(String pattern) {
    if (pattern.length() > 4096) {
      throw invalid("it has " + pattern.length() + " characters, more than 4096");
    }
    String problem = JsonRuleCompiler.check(pattern, false);
    if (problem != null) {
      throw invalid(problem);
    }
    return pattern;
  }

  private static AwsException invalid(String reason) {
    return new AwsException(
        400, "InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
  }
}
