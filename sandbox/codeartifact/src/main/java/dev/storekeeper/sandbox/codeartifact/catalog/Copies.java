package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.BatchResult.ErrorCode;
import dev.storekeeper.sandbox.codeartifact.catalog.BatchResult.Failure;
import dev.storekeeper.sandbox.codeartifact.catalog.BatchResult.Success;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How versions are copied (User Guide, "Copy packages between repositories"). */
public final class Copies {
  private final MetadataStore store;
  private final Tables tables;
  private final Repositories repositories;
  private final Packages packages;
  private final Upstreams upstreams;
  private final VersionWriter writer;
  private final Outbox outbox;

  Copies(
      MetadataStore store,
      Tables tables,
      Repositories repositories,
      Packages packages,
      Upstreams upstreams,
      VersionWriter writer,
      Outbox outbox) {
    this.store = store;
    this.tables = tables;
    this.repositories = repositories;
    this.packages = packages;
    this.upstreams = upstreams;
    this.writer = writer;
    this.outbox = outbox;
  }

  /** A version, in the repository that it is copied from. */
  private record Source(PackageKey key, Version version) {}

  /**
   * Copies versions by reference: with the same assets, metadata, status, revision and origin. If
   * one cannot be copied none is, and those that could be are {@code SKIPPED}. A version whose
   * assets and metadata the destination has already is neither copied nor part of the result.
   *
   * @throws ServiceException 404 if a repository does not exist or the source does not hold the
   *     package
   */
  public BatchResult copy(PackageKey from, RepositoryId destination, CopyBatch batch) {
    return store.write(() -> {
      Repository target = repositories.require(destination);
      if (!batch.upstream()) {
        packages.require(from);
      }
      PackageKey to = new PackageKey(destination, from.id());
      Map<String, Source> sources = new LinkedHashMap<>();
      Map<String, Failure> failures = new LinkedHashMap<>();
      for (String name : batch.versions()) {
        Optional<Source> found = source(from, name, batch.upstream());
        found.ifPresent(source -> sources.put(name, source));
        failure(to, name, found, batch).ifPresent(failure -> failures.put(name, failure));
      }
      if (!failures.isEmpty()) {
        return BatchResult.failed(batch.versions(), failures);
      }
      Map<String, Success> successes = new LinkedHashMap<>();
      sources.forEach((name, source) ->
          copy(target, source, to)
              .ifPresent(
                  copied -> successes.put(name, new Success(copied.revision(), copied.status()))));
      return new BatchResult(successes, Map.of());
    });
  }

  private Optional<Source> source(PackageKey from, String name, boolean upstream) {
    if (!upstream) {
      return tables.versions.get(from.versionKey(name)).map(version -> new Source(from, version));
    }
    for (Place place : upstreams.places(from, name::equals)) {
      if (place instanceof Place.Holder holder && holder.version(name).isPresent()) {
        return holder
            .version(name)
            .map(
                held -> new Source(new PackageKey(holder.repository(), from.id()), held.version()));
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> failure(
      PackageKey to, String name, Optional<Source> source, CopyBatch batch) {
    if (source.isEmpty()) {
      return failure(ErrorCode.NOT_FOUND, "Could not find version " + name);
    }
    Version version = source.get().version();
    String expected = batch.revisions().get(name);
    if (expected != null && !expected.equals(version.revision())) {
      return failure(
          ErrorCode.MISMATCHED_REVISION,
          "current revision: " + version.revision() + ", expected revision: " + expected);
    }
    if (!version.status().downloadable()) {
      return failure(
          ErrorCode.NOT_ALLOWED,
          "a version that is " + version.status().wireName() + " cannot be copied");
    }
    if (!batch.overwrite()
        && tables.versions.contains(to.versionKey(name))
        && !identical(source.get(), to)) {
      return failure(ErrorCode.ALREADY_EXISTS, "Version " + name + " already exists");
    }
    return Optional.empty();
  }

  private static Optional<Failure> failure(ErrorCode code, String message) {
    return Optional.of(new Failure(code, message));
  }

  private boolean identical(Source source, PackageKey to) {
    String name = source.version().name();
    return tables.versions.contains(to.versionKey(name))
        && contents(source.key(), name).equals(contents(to, name))
        && tables
            .metadata
            .get(source.key().versionKey(name))
            .equals(tables.metadata.get(to.versionKey(name)));
  }

  private Map<String, String> contents(PackageKey key, String version) {
    return writer.assets(key, version).stream()
        .collect(Collectors.toMap(asset -> asset.view().name(), Asset::sha256));
  }

  private Optional<Version> copy(Repository target, Source source, PackageKey to) {
    if (identical(source, to)) {
      return Optional.empty();
    }
    String name = source.version().name();
    boolean replaces = tables.versions.contains(to.versionKey(name));
    int removed = writer.removeAssets(to, name);
    Version copied = writer.transfer(source.key(), to, source.version());
    int added = writer.adopt(source.key(), to, name);
    if (!tables.packages.contains(to.key())) {
      tables.packages.put(to.key(), controls(source.version().origin()));
    }
    outbox.add(
        target,
        replaces
            ? VersionChange.replaced(to, copied, added, removed)
            : VersionChange.created(to, copied, added));
    return Optional.of(copied);
  }

  private static OriginControls controls(Origin origin) {
    return switch (origin) {
      case Origin.Internal internal -> OriginControls.PUBLISHED_FIRST;
      case Origin.External external -> OriginControls.UPSTREAM_FIRST;
    };
  }
}
