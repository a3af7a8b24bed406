package dev.storekeeper.cleanup.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Exports to the bucket. Assets come first, each under its hash and so once for a domain; the
 * manifest comes last, so that whoever finds one finds its assets. Whatever an interrupted export
 * left is taken up by the next.
 */
public final class S3Exports implements Exports {
  private static final Set<String> DOWNLOADABLE = Set.of("Published", "Unlisted", "Unfinished");

  private final VersionSource source;
  private final Bucket bucket;
  private final Manifests manifests;
  private final Clock clock;
  private final Progress progress;

  /** Exports from a source to a bucket. */
  public S3Exports(VersionSource source, Bucket bucket, Clock clock, Progress progress) {
    this.source = source;
    this.bucket = bucket;
    this.manifests = new Manifests(bucket);
    this.clock = clock;
    this.progress = progress;
  }

  @Override
  public String export(PackageVersion version, String revision) throws ExportException {
    SourceVersion described = ask(() -> source.describe(version));
    checkExportable(version, revision, described);
    String key = ExportKeys.manifest(version, revision);
    if (isComplete(key, version, revision, described.status())) {
      return key;
    }
    List<SourceAsset> assets = ask(() -> source.assets(version, revision));
    checkAssets(version, assets);
    List<JsonNode> dependencies = ask(() -> source.dependencies(version, revision));
    if (dependencies.size() > VersionSource.MAX_DEPENDENCIES) {
      throw new ExportException(
          "%s has more than %d dependencies"
              .formatted(version.version(), VersionSource.MAX_DEPENDENCIES));
    }
    List<ExportedAsset> copies = new ArrayList<>();
    for (SourceAsset asset : assets) {
      copies.add(copy(version, revision, asset));
    }
    copies.sort(Comparator.comparing(ExportedAsset::name));
    manifests.write(
        key,
        new Manifest(
            version,
            revision,
            described.status(),
            described.origin(),
            described.published(),
            clock.instant(),
            copies,
            described.metadata(),
            dependencies));
    return key;
  }

  @Override
  public void verify(String manifest, PackageVersion version, String revision)
      throws ExportException {
    Manifest found = manifests.read(manifest);
    if (!found.isOf(version, revision)) {
      throw new ExportException(
          "%s is the export of %s in revision %s, expected %s in revision %s"
              .formatted(manifest, found.version(), found.revision(), version, revision));
    }
    manifests.checkAssets(found);
  }

  private static void checkExportable(
      PackageVersion version, String revision, SourceVersion described) throws ExportException {
    if (!DOWNLOADABLE.contains(described.status())) {
      throw new ExportException(
          "%s is %s; its assets cannot be downloaded"
              .formatted(version.version(), described.status()));
    }
    if (!described.revision().equals(revision)) {
      throw new ExportException(
          "%s has revision %s by now, expected %s"
              .formatted(version.version(), described.revision(), revision));
    }
  }

  /** A manifest that is damaged, or names what is gone or was changed, is made anew. */
  private boolean isComplete(String key, PackageVersion version, String revision, String status)
      throws ExportException {
    try {
      Optional<Manifest> found = manifests.find(key);
      if (found.isEmpty()
          || !found.get().isOf(version, revision)
          || !found.get().status().equals(status)) {
        return false;
      }
      manifests.checkAssets(found.get());
      return true;
    } catch (ExportException e) {
      if (e.isTransient()) {
        throw e;
      }
      return false;
    }
  }

  private static void checkAssets(PackageVersion version, List<SourceAsset> assets)
      throws ExportException {
    if (assets.isEmpty() || assets.size() > VersionSource.MAX_ASSETS) {
      throw new ExportException(
          "%s: found %s assets, expected 1 to %d"
              .formatted(
                  version.version(),
                  assets.isEmpty() ? "no" : "more than " + VersionSource.MAX_ASSETS,
                  VersionSource.MAX_ASSETS));
    }
    Set<String> names = new HashSet<>();
    for (SourceAsset asset : assets) {
      if (!names.add(asset.name())) {
        throw new ExportException(
            version.version() + " has two assets of the name " + asset.name());
      }
    }
  }

  private ExportedAsset copy(PackageVersion version, String revision, SourceAsset asset)
      throws ExportException {
    String sha256 =
        asset
            .hashes()
            .sha256()
            .orElseThrow(() ->
                new ExportException(
                    "CodeArtifact tells no SHA-256 of asset "
                        + asset.name()
                        + ", so that a copy could not be verified"));
    String key = ExportKeys.asset(version, sha256);
    Optional<Bucket.Stored> there = manifests.head(key);
    Bucket.Stored stored =
        there.isPresent() ? there.get() : transfer(version, revision, asset, sha256, key);
    Manifests.checkStored(key, stored, asset.size(), sha256);
    return new ExportedAsset(
        asset.name(),
        asset.size(),
        sha256,
        asset.hashes().md5(),
        asset.hashes().sha1(),
        asset.hashes().sha512(),
        key);
  }

  private Bucket.Stored transfer(
      PackageVersion version, String revision, SourceAsset asset, String sha256, String key)
      throws ExportException {
    if (asset.size() >= Progress.LARGE) {
      progress.copying(version, asset.name(), asset.size());
    }
    Optional<String> wrong = Optional.empty();
    IOException failure;
    try (VerifyingStream content =
        new VerifyingStream(
            ask(() -> source.open(version, revision, asset.name())), asset.size(), sha256)) {
      try {
        return bucket.putIfAbsent(key, content, asset.size(), sha256);
      } finally {
        wrong = content.problem();
      }
    } catch (IOException e) {
      failure = e;
    }
    throw new ExportException(
        "Cannot copy asset " + asset.name() + ": " + wrong.orElse(failure.getMessage()),
        wrong.isEmpty(),
        failure);
  }

  /** One question to CodeArtifact. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws RegistryException, IOException;
  }

  private static <T> T ask(Question<T> question) throws ExportException {
    try {
      return question.ask();
    } catch (RegistryException e) {
      throw new ExportException(
          String.valueOf(e.getMessage()), e.kind() == RegistryException.Kind.UNAVAILABLE, e);
    } catch (IOException e) {
      throw new ExportException(String.valueOf(e.getMessage()), true, e);
    }
  }
}
