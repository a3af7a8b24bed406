package dev.storekeeper.cleanup.registry;

import java.util.Optional;

/** What a call for several versions did to one of them. */
public sealed interface VersionResult {
  /**
   * It was done.
   *
   * @param revision the revision that the version has now; absent if it has none any more. Whether
   *     a change of status changes it is not documented
   */
  record Done(Optional<String> revision) implements VersionResult {
    /** Without a revision. */
    public Done() {
      this(Optional.empty());
    }
  }

  /**
   * It was not done.
   *
   * @param code {@code MISMATCHED_REVISION}, {@code MISMATCHED_STATUS}, {@code NOT_FOUND}, {@code
   *     NOT_ALLOWED}, {@code SKIPPED} ...
   * @param message what CodeArtifact said
   */
  record Failed(String code, String message) implements VersionResult {
    /** Whether another version of the call was the culprit, so that this one may be tried again. */
    public boolean isSkipped() {
      return code.equals("SKIPPED");
    }

    /** Whether it has another status, or revision, than was expected. */
    public boolean isOtherStatus() {
      return code.equals("MISMATCHED_STATUS") || code.equals("MISMATCHED_REVISION");
    }
  }
}
