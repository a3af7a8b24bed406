package dev.storekeeper.cleanup.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codeartifact.model.DeletePackageVersionsResponse;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionError;
import software.amazon.awssdk.services.codeartifact.model.SuccessfulPackageVersionInfo;
import software.amazon.awssdk.services.codeartifact.model.UpdatePackageVersionsStatusResponse;

/**
 * Reads the answer to a call for several versions, one by one. A version that is named as a success
 * and as a failure failed, and one that is not named at all did so too.
 */
final class VersionResults {
  private VersionResults() {}

  static void checkCount(int versions) {
    if (versions < 1 || versions > Registry.MAX_VERSIONS) {
      throw new IllegalArgumentException(
          "versions: found " + versions + ", expected 1 to " + Registry.MAX_VERSIONS);
    }
  }

  static Map<String, VersionResult> of(
      UpdatePackageVersionsStatusResponse answer, List<String> versions, String target) {
    Map<String, VersionResult> results =
        of(answer.successfulVersions(), answer.failedVersions(), versions);
    answer
        .successfulVersions()
        .forEach((version, success) -> {
          @Nullable String status = success.statusAsString();
          if (status != null
              && !status.equals(target)
              && results.get(version) instanceof VersionResult.Done) {
            results.put(
                version,
                new VersionResult.Failed(
                    "UNEXPECTED_STATUS", "found " + status + ", expected " + target));
          }
        });
    return results;
  }

  static Map<String, VersionResult> of(
      DeletePackageVersionsResponse answer, List<String> versions) {
    return of(answer.successfulVersions(), answer.failedVersions(), versions);
  }

  private static Map<String, VersionResult> of(
      Map<String, SuccessfulPackageVersionInfo> successes,
      Map<String, PackageVersionError> failures,
      List<String> versions) {
    Map<String, VersionResult> results = new TreeMap<>();
    for (String version : versions) {
      @Nullable PackageVersionError failure = failures.get(version);
      @Nullable SuccessfulPackageVersionInfo success = successes.get(version);
      if (failure != null) {
        results.put(version, failed(failure));
      } else if (success != null) {
        results.put(version, new VersionResult.Done(Optional.ofNullable(success.revision())));
      } else {
        results.put(
            version,
            new VersionResult.Failed("UNANSWERED", "the answer names neither success nor failure"));
      }
    }
    return results;
  }

  private static VersionResult failed(PackageVersionError failure) {
    @Nullable String code = failure.errorCodeAsString();
    @Nullable String message = failure.errorMessage();
    return new VersionResult.Failed(
        code == null ? "UNKNOWN" : code, message == null ? "" : message);
  }
}
