package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetContent;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.Hashes;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A repository in a folder: staged files below {@code staged}, published ones below {@code kept}.
 */
final class FolderRepository implements RepositoryAccess {
  private final Path staged;
  private final Path kept;
  private final Clock clock;
  private final long assetLimit;
  private final Map<PackageId, Map<String, VersionView>> packages = new LinkedHashMap<>();
  private int sequence;

  FolderRepository(Path folder, Clock clock, long assetLimit) throws IOException {
    this.staged = Files.createDirectories(folder.resolve("staged"));
    this.kept = Files.createDirectories(folder.resolve("kept"));
    this.clock = clock;
    this.assetLimit = assetLimit;
  }

  @Override
  public synchronized Optional<PackageView> find(PackageId id) {
    return Optional.ofNullable(packages.get(id))
        .map(versions -> new PackageView(id, new ArrayList<>(versions.values()).reversed()));
  }

  @Override
  public StagedAsset stage(InputStream content) throws IOException {
    Path path = Files.createTempFile(staged, "asset", "");
    boolean complete = false;
    try {
      Staged asset = copy(content, path);
      complete = true;
      return asset;
    } finally {
      if (!complete) {
        Files.delete(path);
      }
    }
  }

  private Staged copy(InputStream content, Path path) throws IOException {
    List<MessageDigest> digests =
        Stream.of("MD5", "SHA-1", "SHA-256", "SHA-512").map(FolderRepository::digest).toList();
    long size = 0;
    byte[] buffer = new byte[8_192];
    try (OutputStream file = Files.newOutputStream(path)) {
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        size += count;
        if (size > assetLimit) {
          throw new ServiceException(413, "ValidationException", "Asset is too large");
        }
        file.write(buffer, 0, count);
        for (MessageDigest digest : digests) {
          digest.update(buffer, 0, count);
        }
      }
    }
    List<String> hex =
        digests.stream().map(digest -> HexFormat.of().formatHex(digest.digest())).toList();
    return new Staged(path, size, new Hashes(hex.get(0), hex.get(1), hex.get(2), hex.get(3)));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private record Staged(Path path, long size, Hashes hashes) implements StagedAsset {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(path);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  @Override
  public synchronized void publish(
      PackageId id,
      String version,
      AssetName asset,
      StagedAsset content,
      VersionMetadata metadata) {
    Map<String, VersionView> versions =
        packages.computeIfAbsent(id, absent -> new LinkedHashMap<>());
    VersionView before =
        versions.getOrDefault(
            version,
            new VersionView(
                version, VersionStatus.PUBLISHED, clock.instant(), metadata, List.of()));
    Optional<AssetView> same =
        before.assets().stream().filter(each -> each.name().equals(asset.name())).findFirst();
    if (same.isPresent()) {
      if (!same.get().hashes().equals(content.hashes())) {
        throw ServiceException.conflict("Asset " + asset.name() + " exists with other bytes");
      }
      return;
    }
    List<AssetView> assets = new ArrayList<>(before.assets());
    assets.add(
        new AssetView(
            asset.name(), content.size(), content.hashes(), clock.instant(), asset.attributes()));
    try {
      Files.move(content.path(), file(content.hashes()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    sequence++;
    versions.put(
        version,
        new VersionView(version, before.status(), before.published(), before.metadata(), assets));
  }

  @Override
  public synchronized Optional<AssetContent> open(PackageId id, String version, String assetName) {
    return Optional.ofNullable(packages.getOrDefault(id, Map.of()).get(version))
        .filter(view -> view.status().downloadable())
        .flatMap(view ->
            view.assets().stream().filter(each -> each.name().equals(assetName)).findFirst())
        .map(asset -> new AssetContent(asset, file(asset.hashes())));
  }

  private Path file(Hashes hashes) {
    return kept.resolve(hashes.sha256());
  }

  synchronized void setStatus(PackageId id, String version, VersionStatus status) {
    packages
        .getOrDefault(id, Map.of())
        .computeIfPresent(
            version,
            (key, view) ->
                new VersionView(version, status, view.published(), view.metadata(), view.assets()));
  }

  /** How many assets were published. */
  synchronized int publications() {
    return sequence;
  }

  /** How many staged files lie around. */
  long leftovers() throws IOException {
    try (Stream<Path> files = Files.list(staged)) {
      return files.count();
    }
  }
}
