package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;

/** Which status may follow which (User Guide, "Package version status"). */
public final class StatusMachine {
  private StatusMachine() {}

  /** Whether a version may go from one status to another; staying is allowed unless disposed. */
  public static boolean allows(VersionStatus from, VersionStatus to) {
    return switch (to) {
      case UNFINISHED -> false;
      case PUBLISHED, UNLISTED, ARCHIVED, DISPOSED ->
          from != VersionStatus.DISPOSED && from != VersionStatus.DELETED;
      case DELETED -> from != VersionStatus.DELETED;
    };
  }

  /** Whether assets may be added to a version. */
  static boolean takesAssets(VersionStatus status) {
    return switch (status) {
      case UNFINISHED, PUBLISHED, UNLISTED -> true;
      case ARCHIVED, DISPOSED, DELETED -> false;
    };
  }
}
