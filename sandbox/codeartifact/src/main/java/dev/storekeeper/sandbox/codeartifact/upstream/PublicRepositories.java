package dev.storekeeper.sandbox.codeartifact.upstream;

import dev.storekeeper.sandbox.codeartifact.PublicUpstream;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.ExternalConnection;
import dev.storekeeper.sandbox.codeartifact.catalog.Place;
import dev.storekeeper.sandbox.codeartifact.protocol.OfferedFile;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicFormat;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicPage;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.store.AssetFiles;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public repositories whose addresses are set. What they say of a package is fresh for 30
 * minutes (User Guide, "Requesting packages from external connections"); older answers are good
 * only while the repository cannot be asked.
 */
final class PublicRepositories {
  private static final Logger LOG = System.getLogger(PublicRepositories.class.getName());
  private static final Duration FRESH = Duration.ofMinutes(30);

  private final Map<ExternalConnection, Entrance> entrances;
  private final PageCache cache;
  private final PublicClient client;
  private final AssetFiles files;
  private final Clock clock;
  private final SingleFlight<String, Optional<List<OfferedFile>>> flights = new SingleFlight<>();

  PublicRepositories(
      Map<ExternalConnection, Entrance> entrances,
      PageCache cache,
      PublicClient client,
      AssetFiles files,
      Clock clock) {
    this.entrances = Map.copyOf(entrances);
    this.cache = cache;
    this.client = client;
    this.files = files;
    this.clock = clock;
  }

  /** How a public repository is reached and read. */
  record Entrance(PublicUpstream upstream, PublicFormat format) {}

  /**
   * The files that a connection's repository offers of a package; empty if it does not know the
   * package or its address is not set.
   *
   * @throws PublicFailure if it cannot be asked and nothing is known from before
   */
  Optional<List<OfferedFile>> files(ExternalConnection connection, PackageId id)
      throws IOException {
    Optional<Entrance> entrance = Optional.ofNullable(entrances.get(connection));
    if (entrance.isEmpty()) {
      return Optional.empty();
    }
    String key = key(entrance.get(), id);
    return flights.run(key, () -> files(entrance.get(), id, key));
  }

  /** The same of a place, with failures set aside. */
  Optional<List<OfferedFile>> files(Place.Connected place, PackageId id, Failures failures) {
    try {
      return files(place.connection(), id);
    } catch (IOException failure) {
      failures.add(failure);
      return Optional.empty();
    }
  }

  private static String key(Entrance entrance, PackageId id) {
    return String.join(
        " ", entrance.upstream().toString(), id.format(), "/" + id.namespace(), id.name());
  }

  private Optional<List<OfferedFile>> files(Entrance entrance, PackageId id, String key)
      throws IOException {
    Optional<PageCache.Entry> known = cache.read(key);
    if (known.filter(this::isFresh).isPresent()) {
      return parse(entrance, id, known.get());
    }
    try {
      PageCache.Entry asked = ask(entrance, id);
      Optional<List<OfferedFile>> offered = parse(entrance, id, asked);
      cache.write(key, asked);
      return offered;
    } catch (IOException failure) {
      if (known.isEmpty()) {
        throw describe(entrance, failure);
      }
      LOG.log(
          Level.INFO,
          "{0} cannot be asked about {1}; its answer of {2} stays good: {3}",
          entrance.upstream(),
          id.name(),
          known.get().fetched(),
          failure.getMessage());
      return parse(entrance, id, known.get());
    }
  }

  private boolean isFresh(PageCache.Entry entry) {
    Instant now = clock.instant();
    return !entry.fetched().isAfter(now) && entry.fetched().plus(FRESH).isAfter(now);
  }

  private PageCache.Entry ask(Entrance entrance, PackageId id) throws IOException {
    PublicFormat format = entrance.format();
    Instant now = clock.instant();
    Optional<PublicClient.Reply> answer =
        client.page(
            entrance.upstream(), format.page(entrance.upstream().base(), id), format.accept());
    if (answer.isEmpty()) {
      return new PageCache.Entry(now, Optional.empty());
    }
    try (PublicClient.Reply reply = answer.get()) {
      byte[] body = reply.body().readAllBytes();
      return new PageCache.Entry(
          now, Optional.of(new PublicPage(reply.address(), reply.contentType(), body)));
    }
  }

  private static Optional<List<OfferedFile>> parse(
      Entrance entrance, PackageId id, PageCache.Entry entry) throws IOException {
    return entry.page().isEmpty()
        ? Optional.empty()
        : Optional.of(entrance.format().files(id, entry.page().get()));
  }

  /** A file with what it says of its version; closing it throws away what was not published. */
  record Fetched(StagedAsset content, VersionMetadata metadata) implements AutoCloseable {
    @Override
    public void close() {
      content.close();
    }
  }

  /**
   * Fetches an offered file and holds it against what was said of it.
   *
   * @throws PublicFailure if it cannot be had or is not what was offered
   */
  Fetched fetch(ExternalConnection connection, PackageId id, OfferedFile file) throws IOException {
    Entrance entrance =
        Optional.ofNullable(entrances.get(connection))
            .orElseThrow(() -> new PublicFailure("The address of " + connection + " is not set"));
    StagedAsset content = download(entrance, file);
    boolean good = false;
    try {
      check(file, content);
      Fetched fetched = new Fetched(content, entrance.format().metadata(id, file, content.path()));
      good = true;
      return fetched;
    } finally {
      if (!good) {
        content.close();
      }
    }
  }

  private StagedAsset download(Entrance entrance, OfferedFile file) throws IOException {
    try {
      Optional<PublicClient.Reply> answer = client.file(entrance.upstream(), file.address());
      if (answer.isEmpty()) {
        throw new PublicFailure("it offers " + file.name() + " and does not have it");
      }
      try (PublicClient.Reply reply = answer.get()) {
        return files.stage(reply.body());
      }
    } catch (ServiceException tooLarge) {
      throw describe(entrance, new PublicFailure(tooLarge.getMessage(), tooLarge));
    } catch (IOException failure) {
      throw describe(entrance, failure);
    }
  }

  private static void check(OfferedFile file, StagedAsset content) throws PublicFailure {
    String actual = content.hashes().sha256();
    if (file.sha256().filter(expected -> !expected.equals(actual)).isPresent()) {
      throw new PublicFailure(
          "File "
              + file.name()
              + " of the public repository has SHA-256 "
              + actual
              + ", its index says "
              + file.sha256().get());
    }
    if (file.size().isPresent() && file.size().getAsLong() != content.size()) {
      throw new PublicFailure(
          "File "
              + file.name()
              + " of the public repository has "
              + content.size()
              + " bytes, its index says "
              + file.size().getAsLong());
    }
  }

  private static PublicFailure describe(Entrance entrance, IOException failure) {
    String reason =
        failure instanceof PublicFailure
            ? failure.getMessage()
            : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return new PublicFailure(
        "The public repository of " + entrance.upstream() + " cannot be used: " + reason, failure);
  }
}
