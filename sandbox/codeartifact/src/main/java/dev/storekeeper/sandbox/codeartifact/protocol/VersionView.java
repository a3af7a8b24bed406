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
 * @param offered files that a public repository has of it and that are not stored; they can be
 *     opened all the same
 */
public record VersionView(
    String version,
    VersionStatus status,
    Instant published,
    VersionMetadata metadata,
    List<AssetView> assets,
    List<OfferedFile> offered) {
  public VersionView {
    assets = List.copyOf(assets);
    offered = List.copyOf(offered);
  }

  /** A version that is stored as a whole. */
  public VersionView(
      String version,
      VersionStatus status,
      Instant published,
      VersionMetadata metadata,
      List<AssetView> assets) {
    this(version, status, published, metadata, assets, List.of());
  }
}
