package dev.storekeeper.ledger;

import dev.storekeeper.codeartifact.Operation;
import dev.storekeeper.codeartifact.PackageVersionEvent;

/** Decides what a package-version event means. */
final class PackageVersionType {
  private PackageVersionType() {}

  /** The record type of an event. */
  static String of(PackageVersionEvent event) {
    return "package-version."
        + of(event.operation(), event.state(), event.changes().statusChanged());
  }

  private static String of(Operation operation, String state, boolean statusChanged) {
    boolean created = operation == Operation.CREATED;
    if (operation == Operation.DELETED) {
      return "deleted";
    }
    if (state.equals("Published") && (created || statusChanged)) {
      return "published";
    }
    if (state.equals("Unfinished") && created) {
      return "unfinished";
    }
    return statusChanged ? byState(state) : "updated";
  }

  private static String byState(String state) {
    return switch (state) {
      case "Unlisted" -> "unlisted";
      case "Archived" -> "archived";
      case "Disposed" -> "disposed";
      case "Unfinished" -> "unfinished";
      default -> "updated";
    };
  }
}
