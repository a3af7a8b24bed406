package dev.storekeeper.sandbox.runtime.iam.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param allows whether its effect is {@code Allow}, else it is {@code Deny}
 * @param principals whom it is about, in resource and trust policies
 * @param actions what may or may not be done
 * @param resources to what; trust policies have none
 * @param conditions all must hold
 */
record Statement(
    boolean allows,
    Optional<Principals> principals,
    Patterns actions,
    Optional<Patterns> resources,
    List<Condition> conditions) {
  Statement {
    conditions = List.copyOf(conditions);
  }

  /** Whether it is about a request, principals aside. */
  boolean appliesTo(PolicyRequest request) {
    return actionMatches(request)
        && resources.map(patterns -> resourceMatches(patterns, request)).orElse(true)
        && conditions.stream().allMatch(condition -> condition.holds(request.context()));
  }

  private boolean actionMatches(PolicyRequest request) {
    String action = request.action().toLowerCase(Locale.ROOT);
    boolean any =
        actions.patterns().stream()
            .map(pattern -> WildcardPattern.of(pattern.toLowerCase(Locale.ROOT)))
            .anyMatch(pattern -> pattern.matches(action));
    return any != actions.inverted();
  }

  private static boolean resourceMatches(Patterns patterns, PolicyRequest request) {
    boolean any =
        patterns.patterns().stream()
            .flatMap(pattern -> WildcardPattern.of(pattern, request.context()).stream())
            .anyMatch(pattern -> pattern.matches(request.resource()));
    return any != patterns.inverted();
  }
}
