package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.Batch;
import dev.storekeeper.sandbox.codeartifact.catalog.BatchResult;
import dev.storekeeper.sandbox.codeartifact.catalog.VersionChanges;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations that change many versions of a package at once. */
final class BatchActions {
  static final int MOST_VERSIONS = 100;
  private static final Constraint TARGETS = Constraint.oneOf("Published", "Unlisted", "Archived");

  private final VersionChanges changes;

  BatchActions(VersionChanges changes) {
    this.changes = changes;
  }

  void addTo(Actions actions) {
    actions.addJson(
        Operation.UPDATE_PACKAGE_VERSIONS_STATUS,
        request ->
            change(
                request,
                request
                    .body()
                    .text("targetStatus", TARGETS)
                    .map(BatchActions::status)
                    .orElseThrow(() ->
                        Constraint.violation(
                            "targetStatus", "found null", TARGETS.expectation()))));
    actions.addJson(
        Operation.DISPOSE_PACKAGE_VERSIONS, request -> change(request, VersionStatus.DISPOSED));
    actions.addJson(
        Operation.DELETE_PACKAGE_VERSIONS, request -> change(request, VersionStatus.DELETED));
  }

  private ObjectNode change(ApiRequest request, VersionStatus target) {
    return shape(changes.change(request.packageKey(), batch(request.body()), target));
  }

  private static Batch batch(Body body) {
    List<String> versions =
        versions(body).orElseThrow(() -> Constraint.violation("versions", "found null", "a list"));
    Set<String> distinct = Set.copyOf(versions);
    Optional<Map<String, String>> revisions = body.texts("versionRevisions", Constraints.REVISION);
    revisions.ifPresent(given -> checkSameVersions(distinct, given.keySet()));
    return new Batch(
        versions,
        revisions.orElse(Map.of()),
        body.text("expectedStatus", Constraints.STATUS).map(BatchActions::status));
  }

  /** The field {@code versions}, each version once. */
  static Optional<List<String>> versions(Body body) {
    Optional<List<String>> versions =
        body.list(
            "versions",
            1,
            MOST_VERSIONS,
            version -> Constraints.PACKAGE_NAME.check("versions", Body.text("versions", version)));
    if (versions.filter(given -> Set.copyOf(given).size() < given.size()).isPresent()) {
      throw Constraint.violation("versions", "found a version twice", "each version once");
    }
    return versions;
  }

  private static void checkSameVersions(Set<String> versions, Set<String> withRevision) {
    if (!withRevision.isEmpty() && !versions.equals(withRevision)) {
      throw Constraint.violation(
          "versionRevisions", "found " + withRevision, "the same versions as in 'versions'");
    }
  }

  private static VersionStatus status(String wireName) {
    return Arrays.stream(VersionStatus.values())
        .filter(status -> status.wireName().equals(wireName))
        .findFirst()
        .orElseThrow();
  }

  static ObjectNode shape(BatchResult result) {
    ObjectNode json = Json.object();
    ObjectNode successful = json.putObject("successfulVersions");
    result
        .successful()
        .forEach((version, success) ->
            successful
                .putObject(version)
                .put("revision", success.revision())
                .put("status", success.status().wireName()));
    ObjectNode failed = json.putObject("failedVersions");
    result
        .failed()
        .forEach((version, failure) ->
            failed
                .putObject(version)
                .put("errorCode", failure.code().name())
                .put("errorMessage", failure.message()));
    return json;
  }
}
