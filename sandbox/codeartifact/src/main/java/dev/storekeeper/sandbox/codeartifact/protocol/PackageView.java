package dev.storekeeper.sandbox.codeartifact.protocol;

import java.util.List;

/**
 * A package with its versions, newest published first.
 *
 * @param id the package
 * @param versions all its versions, whatever their status
 */
public record PackageView(PackageId id, List<VersionView> versions) {
  public PackageView {
    versions = List.copyOf(versions);
  }
}
