package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.Manifest;
import dev.storekeeper.cleanup.export.SourceAsset;
import dev.storekeeper.cleanup.export.SourceVersion;
import dev.storekeeper.cleanup.export.VersionSource;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.codeartifact.PackageVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is in a repository under the coordinates of a version.
 *
 * @param revision its revision; empty if nothing is there
 * @param status its status; empty if nothing is there
 * @param assets its files by name
 */
record Existing(String revision, String status, Map<String, SourceAsset> assets) {
  private static final Existing NOTHING = new Existing("", "", Map.of());

  Existing {
    assets = Map.copyOf(assets);
  }

  /** Looks. A version that is gone, or whose last trace says so, is not there. */
  static Existing look(VersionSource source, PackageVersion target) throws PublishException {
    Optional<SourceVersion> described = Calls.ask(() -> described(source, target));
    if (described.isEmpty() || described.get().status().equals("Deleted")) {
      return NOTHING;
    }
    String revision = described.get().revision();
    Map<String, SourceAsset> assets = new HashMap<>();
    for (SourceAsset asset : Calls.ask(() -> listed(source, target, revision))) {
      assets.put(asset.name(), asset);
    }
    return new Existing(revision, described.get().status(), assets);
  }

  boolean isThere() {
    return !status.isEmpty();
  }

  /** The assets of an export that are not there. */
  List<ExportedAsset> missing(Manifest manifest, Protocol protocol) {
    return manifest.assets().stream()
        .filter(asset -> !protocol.isMadeByService(asset.name()))
        .filter(asset -> !assets.containsKey(asset.name()))
        .toList();
  }

  /** What is there that the export does not have, or has otherwise. */
  Optional<String> difference(Manifest manifest, Protocol protocol) {
    Map<String, ExportedAsset> expected = new HashMap<>();
    manifest.assets().forEach(asset -> expected.put(asset.name(), asset));
    for (SourceAsset found : assets.values()) {
      if (protocol.isMadeByService(found.name())) {
        continue;
      }
      @Nullable ExportedAsset asset = expected.get(found.name());
      if (asset == null) {
        return Optional.of("asset " + found.name() + " is not in the export");
      }
      if (!isSame(found, asset)) {
        return Optional.of("asset " + found.name() + " has other bytes than in the export");
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(SourceAsset found, ExportedAsset expected) {
    return found.size() == expected.size()
        && found.hashes().sha256().equals(Optional.of(expected.sha256()));
  }

  private static Optional<SourceVersion> described(VersionSource source, PackageVersion target)
      throws RegistryException {
    try {
      return Optional.of(source.describe(target));
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** It is described already: whatever has changed since, the next look sees. */
  private static List<SourceAsset> listed(
      VersionSource source, PackageVersion target, String revision) throws RegistryException {
    try {
      return source.assets(target, revision);
    } catch (RegistryException e) {
      throw switch (e.kind()) {
        case CONFLICT, NOT_FOUND ->
            new RegistryException(
                RegistryException.Kind.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        case DENIED, UNAVAILABLE -> e;
      };
    }
  }
}
