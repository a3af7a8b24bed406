package dev.storekeeper.sandbox.codeartifact.protocol;

import java.util.List;

/**
 * What an artifact says of its version; texts that it does not give are empty.
 *
 * @param displayName the package's name as its author writes it
 * @param summary one line
 * @param homePage a URL
 * @param sourceCodeRepository a URL
 * @param licenses its licences, by name
 * @param dependencies its dependencies
 * @param readme its long description
 */
public record VersionMetadata(
    String displayName,
    String summary,
    String homePage,
    String sourceCodeRepository,
    List<String> licenses,
    List<Dependency> dependencies,
    String readme) {
  /** Says nothing. */
  public static final VersionMetadata NONE =
      new VersionMetadata("", "", "", "", List.of(), List.of(), "");

  public VersionMetadata {
    licenses = List.copyOf(licenses);
    dependencies = List.copyOf(dependencies);
  }

  /**
   * A dependency as ListPackageVersionDependencies shows it.
   *
   * @param name the package's normalised name
   * @param type the dependency's kind, for example {@code Requires-Dist}
   * @param requirement the version requirement, possibly empty
   */
  public record Dependency(String name, String type, String requirement) {}
}
