package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.CopyBatch;
import dev.storekeeper.sandbox.codeartifact.catalog.RepositoryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operation that copies versions between the repositories of a domain. */
final class CopyActions {
  private final Catalog catalog;
  private final AccessControl access;

  CopyActions(Catalog catalog, AccessControl access) {
    this.catalog = catalog;
    this.access = access;
  }

  void addTo(Actions actions) {
    actions.addJson(Operation.COPY_PACKAGE_VERSIONS, this::copy);
  }

  private ObjectNode copy(ApiRequest request) {
    RepositoryId source = request.repository("source-repository");
    RepositoryId destination = request.repository("destination-repository");
    if (source.equals(destination)) {
      throw Constraint.violation(
          "destination-repository",
          "found '" + destination.name() + "'",
          "another repository than the source");
    }
    access.require(
        request.principal(), "codeartifact:ReadFromRepository", catalog.arns().repository(source));
    return BatchActions.shape(
        catalog.copies().copy(request.packageKey(source), destination, batch(request.body())));
  }

  private static CopyBatch batch(Body body) {
    Optional<List<String>> versions = BatchActions.versions(body);
    Optional<Map<String, String>> revisions =
        body.texts("versionRevisions", Constraints.REVISION).filter(given -> !given.isEmpty());
    if (versions.isPresent() == revisions.isPresent()) {
      throw Constraint.violation(
          "versions",
          versions.isPresent() ? "found 'versionRevisions' as well" : "found nothing",
          "either 'versions' or 'versionRevisions'");
    }
    revisions.ifPresent(CopyActions::checkVersions);
    return new CopyBatch(
        versions.orElseGet(() -> List.copyOf(revisions.orElseThrow().keySet())),
        revisions.orElse(Map.of()),
        body.flag("allowOverwrite"),
        body.flag("includeFromUpstream"));
  }

  private static void checkVersions(Map<String, String> revisions) {
    if (revisions.size() > BatchActions.MOST_VERSIONS) {
      throw Constraint.violation(
          "versionRevisions",
          "found " + revisions.size() + " versions",
          "1 to " + BatchActions.MOST_VERSIONS);
    }
    revisions.keySet().forEach(name -> Constraints.PACKAGE_NAME.check("versionRevisions", name));
  }
}
