package dev.storekeeper.codeartifact;

/**
 * A version of a package in a repository.
 *
 * @param coordinates the package
 * @param version the version as CodeArtifact spells it, 1 to 255 characters
 */
public record PackageVersion(PackageCoordinates coordinates, String version) {
  public PackageVersion {
    PackageCoordinates.check("version", PackageCoordinates.PART, version);
  }
}
