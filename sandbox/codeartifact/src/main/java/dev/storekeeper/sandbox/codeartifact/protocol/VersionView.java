package dev.storekeeper.sandbox.codeartifact.protocol;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import java.time.Instant;
import java.util.List;

/**
 * A package version.
 *
 * @param version the version as published
 * @param status its status
 * @param published when it was first published
 * @param metadata what its artifact says of it
 * @param assets its assets in order of publication
 */
public record VersionView(
    String version,
    VersionStatus status,
    Instant published,
    VersionMetadata metadata,
    List<AssetView> assets) {
  public VersionView {
    assets = List.copyOf(assets);
  }
}
