package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.util.Optional;

/**
 * Stops all changes, and lets them go on. A pause is written before it is recorded, and its end
 * recorded before it is written: whatever fails, nothing changes.
 */
final class PauseChanges {
  private final ControlParts parts;
  private final ControlRecords records;

  PauseChanges(ControlParts parts, ControlRecords records) {
    this.parts = parts;
    this.records = records;
  }

  Answer pause(Parameters parameters, String by)
      throws ControlException, StateUnavailableException {
    String said = Reason.of(parameters) + " (" + by + ", ";
    CleanupState state = parts.state();
    Optional<String> before = state.paused();
    if (before.isPresent() && !before.get().startsWith(said)) {
      return Answer.done("All changes are paused already: " + before.get(), JsonFields.object());
    }
    String text = before.orElseGet(() -> said + parts.clock().instant() + ")");
    if (before.isEmpty()) {
      state.pause(Optional.of(text));
    }
    records.paused(text, by);
    return Answer.done("All changes are paused: " + text, JsonFields.object());
  }

  Answer resume(String by) throws StateUnavailableException {
    Optional<String> before = parts.state().paused();
    if (before.isEmpty()) {
      return Answer.done("Changes are not paused", JsonFields.object());
    }
    records.resumed(before.get(), by);
    parts.state().pause(Optional.empty());
    return Answer.done("Changes go on; they were paused: " + before.get(), JsonFields.object());
  }
}
