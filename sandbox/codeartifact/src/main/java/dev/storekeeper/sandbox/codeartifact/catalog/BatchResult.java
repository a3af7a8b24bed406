package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import java.util.Map;

/**
 * What became of a {@link Batch}: all versions are changed or none.
 *
 * @param successful the changed versions, in the batch's order
 * @param failed why versions were not changed, in the batch's order
 */
public record BatchResult(Map<String, Success> successful, Map<String, Failure> failed) {
  /** A changed version's new revision and status. */
  public record Success(String revision, VersionStatus status) {}

  /** Why a version was not changed. */
  public record Failure(ErrorCode code, String message) {}

  /** The API model's codes for versions that were not changed. */
  public enum ErrorCode {
    MISMATCHED_REVISION,
    MISMATCHED_STATUS,
    NOT_ALLOWED,
    NOT_FOUND,
    SKIPPED
  }
}
