package dev.storekeeper.cleanup.publish;

import dev.storekeeper.codeartifact.PackageCoordinates;

/** What a person can do when CodeArtifact does not let us publish. */
final class Hints {
  private Hints() {}

  /** The package's origin controls do not let anybody publish. */
  static String blocked(PackageCoordinates coordinates) {
    return "The origin controls of "
        + coordinates.arn()
        + " say publish=BLOCK. Set publish to ALLOW (put-package-origin-configuration), restore"
        + " again, and set it back to BLOCK";
  }

  /** The answer was 401 or 403. */
  static String forbidden(PublishException refusal) {
    return refusal.getMessage()
        + ". The role needs codeartifact:PublishPackageVersion (for Maven PutPackageMetadata too)"
        + " and ReadFromRepository; the package's group must not block publishing either";
  }
}
