package dev.storekeeper.usage.dynamodb;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.RepositoryCoordinates;

/** The partition keys of the table's items. */
final class Keys {
  static final String COVERAGE = "coverage";
  static final String TRACKING = "tracking";

  private Keys() {}

  static String version(DomainPackage domainPackage) {
    return "version#"
        + String.join(
            "/",
            domainPackage.domainOwner(),
            domainPackage.domain(),
            domainPackage.format(),
            domainPackage.namespace(),
            domainPackage.name());
  }

  static String published(PackageCoordinates coordinates) {
    DomainPackage normal = DomainPackage.of(coordinates);
    return "published#"
        + String.join(
            "/",
            normal.domainOwner(),
            normal.domain(),
            coordinates.repository(),
            normal.format(),
            normal.namespace(),
            normal.name());
  }

  static String repository(RepositoryCoordinates repository) {
    return "repository#"
        + String.join("/", repository.domainOwner(), repository.domain(), repository.repository());
  }

  static String logFile(String object) {
    return "log-file#" + object;
  }

  static String digests(String chain) {
    return "digest#" + chain;
  }
}
