package dev.storekeeper.cleanup.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be asked. */
enum Action {
  /** A scan is to be started now. */
  PLAN(true),
  /** What a plan is about. */
  SHOW(false),
  /** A person consents to a plan. */
  APPROVE(true),
  /** A plan is to be ended. */
  CANCEL(true),
  /** Something is not to be removed. */
  HOLD(true),
  /** A hold is to be ended. */
  RELEASE(true),
  /** All changes are to stop. */
  PAUSE(true),
  /** Changes may go on. */
  RESUME(true),
  /** A version is to be given back. */
  RESTORE(true),
  /** What became of the wish to give a version back. */
  RESTORATION(false),
  /** Why a version is still there, or why it went. */
  EXPLAIN(false);

  /** The name of the function that is meant; every change has to say it. */
  static final String FUNCTION = "function";

  private final boolean changes;

  Action(boolean changes) {
    this.changes = changes;
  }

  /** Whether it changes something, so that it has to be known who asks. */
  boolean changes() {
    return changes;
  }

  boolean takes(String parameter) {
    return parameters().contains(parameter) || parameter.equals(FUNCTION);
  }

  private Set<String> parameters() {
    return switch (this) {
      case PLAN -> Set.of("domain", "asOf");
      case SHOW -> Set.of("plan", "domain", "repository", "all", "cursor", "limit");
      case APPROVE -> Set.of("plan", "hash", "repositories");
      case CANCEL -> Set.of("plan", "reason");
      case HOLD -> Set.of("coordinates", "reason");
      case PAUSE -> Set.of("reason");
      case RESUME -> Set.of();
      case RELEASE, RESTORE, RESTORATION, EXPLAIN -> Set.of("coordinates");
    };
  }

  /** As requests spell it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Action of(String word) throws ControlException {
    List<String> words = Arrays.stream(values()).map(Action::word).toList();
    int index = words.indexOf(word);
    if (index < 0) {
      throw ControlException.invalid(
          "action: found " + Shown.text(word) + ", expected one of " + String.join(", ", words));
    }
    return values()[index];
  }
}
