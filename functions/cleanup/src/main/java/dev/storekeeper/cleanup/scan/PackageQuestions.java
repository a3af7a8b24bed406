package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.ReadHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers questions about reads, sizes and dist-tags. What could not be read is unknown from then
 * on.
 */
final class PackageQuestions {
  private final Registry registry;
  private final Usage usage;
  private final Tally tally;
  private final Known<Optional<Instant>> mayHaveBeenRead;
  private final PackageEvidence evidence;
  private boolean readsAsked;

  /**
   * Questions about a package.
   *
   * @param mayHaveBeenRead until when any version of the repository may have been read unseen
   */
  PackageQuestions(
      Registry registry,
      Usage usage,
      Tally tally,
      Known<Optional<Instant>> mayHaveBeenRead,
      PackageEvidence evidence) {
    this.registry = registry;
    this.usage = usage;
    this.tally = tally;
    this.mayHaveBeenRead = mayHaveBeenRead;
    this.evidence = evidence;
  }

  /**
   * Asks for the reads of all versions: it is one query.
   *
   * @return false if that was done before
   */
  boolean reads() {
    if (readsAsked) {
      return false;
    }
    readsAsked = true;
    Usage.Reads reads = query();
    for (int place = 0; place < evidence.size(); place++) {
      evidence.reads(
          place,
          Facts.combine(
              reads.of(evidence.version(place).version()),
              mayHaveBeenRead,
              (history, until) ->
                  new ReadHistory(
                      Facts.later(history.lastRead(), until),
                      history.coveredSince(),
                      history.coveredUntil())));
    }
    return true;
  }

  private Usage.Reads query() {
    tally.read();
    try {
      return usage.reads(evidence.coordinates());
    } catch (UsageException e) {
      tally.failure();
      return _ -> new Known.Unknown<>("its reads could not be read: " + e.getMessage());
    }
  }

  /**
   * Asks for the size of a version.
   *
   * @return false if that was done before
   */
  boolean bytes(int place) {
    if (!(evidence.bytes(place) instanceof Known.Unasked<Long>)) {
      return false;
    }
    evidence.bytes(place, size(place));
    return true;
  }

  /**
   * Asks for the dist-tags of all versions: it is one request.
   *
   * @return false if that was done before
   */
  boolean distTags() {
    if (!(evidence.distTags() instanceof Known.Unasked<Map<String, List<String>>>)) {
      return false;
    }
    evidence.distTags(tags());
    return true;
  }

  private Known<Map<String, List<String>>> tags() {
    if (tally.isOutOfTime()) {
      return new Known.Unknown<>("no time was left to read its dist-tags");
    }
    tally.read();
    try {
      Map<String, List<String>> byVersion = new TreeMap<>();
      registry
          .distTags(evidence.coordinates())
          .forEach((tag, version) ->
              byVersion.computeIfAbsent(version, _ -> new ArrayList<>()).add(tag));
      return new Known.Value<>(byVersion);
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.NOT_FOUND && !evidence.isVisible()) {
        return new Known.Value<>(Map.of());
      }
      if (e.kind() == RegistryException.Kind.UNAVAILABLE) {
        tally.failure();
      }
      return new Known.Unknown<>("its dist-tags could not be read: " + e.getMessage());
    }
  }

  private Known<Long> size(int place) {
    if (tally.isOutOfTime()) {
      return new Known.Unknown<>("no time was left to read its size");
    }
    tally.read();
    try {
      List<Asset> assets =
          registry.assets(
              new PackageVersion(evidence.coordinates(), evidence.version(place).version()));
      return new Known.Value<>(assets.stream().mapToLong(Asset::size).reduce(0, Math::addExact));
    } catch (RegistryException e) {
      if (e.kind() != RegistryException.Kind.NOT_FOUND) {
        tally.failure();
      }
      return new Known.Unknown<>("its size could not be read: " + e.getMessage());
    }
  }
}
