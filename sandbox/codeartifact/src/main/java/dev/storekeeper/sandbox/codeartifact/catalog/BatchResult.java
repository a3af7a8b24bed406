package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a {@link Batch}: all versions are changed or none.
 *
 * @param successful the changed versions, in the batch's order
 * @param failed why versions were not changed, in the batch's order
 */
public record BatchResult(Map<String, Success> successful, Map<String, Failure> failed) {
  /** A batch of which nothing was done, since some of its versions could not be changed. */
  static BatchResult failed(List<String> versions, Map<String, Failure> failures) {
    Map<String, Failure> all = new LinkedHashMap<>();
    for (String version : versions) {
      Failure failure = failures.get(version);
      all.put(
          version,
          failure != null
              ? failure
              : new Failure(ErrorCode.SKIPPED, "version " + version + " is skipped"));
    }
    return new BatchResult(Map.of(), all);
  }

  /** A changed version's new revision and status. */
  public record Success(String revision, VersionStatus status) {}

  /** Why a version was not changed. */
  public record Failure(ErrorCode code, String message) {}

  /** The API model's codes for versions that were not changed. */
  public enum ErrorCode {
    ALREADY_EXISTS,
    MISMATCHED_REVISION,
    MISMATCHED_STATUS,
    NOT_ALLOWED,
    NOT_FOUND,
    SKIPPED
  }
}
