package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.export.Manifest;
import dev.storekeeper.cleanup.export.Manifests;
import dev.storekeeper.cleanup.export.VersionSource;
import dev.storekeeper.cleanup.publish.PublishException.Kind;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.VersionResult;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Publishes exports again. Every step may be repeated: what an interrupted attempt left is taken up
 * by the next. Nothing that is there is ever replaced. Safe for use by many threads, but for two of
 * the same version.
 */
public final class Restorer {
  private static final Set<String> RESTORABLE = Set.of("generic", "maven", "npm", "pypi");
  private static final Set<String> CHANGEABLE = Set.of("Published", "Unlisted", "Unfinished");
  private static final int LOOKS = 4;

  /** A function ends after 15 minutes. */
  private static final Duration UPLOAD = Duration.ofMinutes(9);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final Bucket bucket;
  private final Manifests manifests;
  private final VersionSource source;
  private final Registry registry;
  private final Publisher publisher;
  private final Clock clock;
  private final EndpointPace pace;
  private final List<Protocol> protocols;

  /**
   * A restorer from a bucket.
   *
   * @param folder an existing folder for one asset at a time
   * @param room how many bytes the folder has room for
   * @param pace when package endpoints may be asked
   */
  public Restorer(
      Bucket bucket,
      VersionSource source,
      Registry registry,
      Publisher publisher,
      Path folder,
      long room,
      Clock clock,
      EndpointPace pace) {
    this.bucket = bucket;
    this.manifests = new Manifests(bucket);
    this.source = source;
    this.registry = registry;
    this.publisher = publisher;
    this.clock = clock;
    this.pace = pace;
    PackageHttp http = new PackageHttp(pace, UPLOAD, LONGEST_PAUSE);
    Downloads downloads = new Downloads(bucket, folder, room);
    this.protocols =
        List.of(
            new GenericProtocol(publisher, bucket),
            new MavenProtocol(publisher, http, bucket, clock),
            new NpmProtocol(publisher, http, downloads),
            new PypiProtocol(publisher, http, downloads));
  }

  /** Whether versions of a format can be restored from an export. */
  public static boolean restorable(String format) {
    return RESTORABLE.contains(format);
  }

  /**
   * Publishes an export.
   *
   * @param manifest the key of its manifest
   * @param repository where to; the package and the version keep their names
   * @throws PublishException if it is not known or not done yet, always of kind {@code TRANSIENT}:
   *     the same call may succeed later
   */
  public Restoration restore(String manifest, RepositoryId repository) throws PublishException {
    try {
      Manifest found = manifests.read(manifest);
      Optional<Protocol> protocol = protocol(found.version().coordinates().format());
      if (protocol.isEmpty()) {
        return new Restoration.Refused(
            "Versions of format %s cannot be published from an export; its assets are in the bucket"
                .formatted(found.version().coordinates().format()));
      }
      Optional<String> obstacle = protocol.get().obstacle(found);
      if (obstacle.isPresent()) {
        return new Restoration.Refused("It cannot be published again: " + obstacle.get());
      }
      manifests.checkAssets(found);
      return restore(
          found, protocol.get(), repository, new RestoreMarker(bucket, manifest, repository));
    } catch (ExportException e) {
      if (e.isTransient()) {
        throw new PublishException(Kind.TRANSIENT, String.valueOf(e.getMessage()), e);
      }
      return new Restoration.Refused(String.valueOf(e.getMessage()));
    } catch (PublishException e) {
      return switch (e.kind()) {
        case TRANSIENT -> throw e;
        case FORBIDDEN -> new Restoration.Refused(Hints.forbidden(e));
        case REFUSED -> new Restoration.Refused(String.valueOf(e.getMessage()));
      };
    }
  }

  private Restoration restore(
      Manifest manifest, Protocol protocol, RepositoryId repository, RestoreMarker marker)
      throws PublishException {
    PackageCoordinates from = manifest.version().coordinates();
    PackageVersion target =
        new PackageVersion(
            repository.packageOf(from.format(), from.namespace(), from.name()),
            manifest.version().version());
    Existing existing = Existing.look(source, target);
    Publication publication =
        new Publication(target, manifest, existing.missing(manifest, protocol));
    Optional<String> refusal = refusal(existing, publication, protocol);
    if (refusal.isPresent()) {
      return new Restoration.Refused(refusal.get());
    }
    if (existing.isThere() && publication.missing().isEmpty()) {
      boolean ours = !existing.status().equals("Archived") && marker.isBegun();
      boolean unfinished = existing.status().equals("Unfinished") && publication.finish();
      if (!ours && !unfinished) {
        return new Restoration.AlreadyThere(target, existing.revision(), existing.status());
      }
    }
    marker.begin(clock.instant());
    if (!publication.missing().isEmpty() || existing.status().equals("Unfinished")) {
      publish(publication, protocol);
    }
    Existing complete = settled(publication, protocol);
    Existing restored = giveStatusBack(publication, complete);
    marker.end(clock.instant());
    return new Restoration.Restored(target, restored.revision(), restored.status());
  }

  private Optional<String> refusal(Existing existing, Publication publication, Protocol protocol)
      throws PublishException {
    Optional<String> difference = existing.difference(publication.manifest(), protocol);
    if (difference.isPresent()) {
      return Optional.of("Another version of these coordinates is there: " + difference.get());
    }
    if (publication.missing().isEmpty()) {
      return Optional.empty();
    }
    boolean open =
        switch (existing.status()) {
          case "", "Unfinished" -> true;
          case "Published", "Unlisted" -> protocol.takesMore();
          default -> false;
        };
    if (!open) {
      return Optional.of(
          "The version is there, is %s and takes no more assets, but %d of the export are missing"
              .formatted(existing.status(), publication.missing().size()));
    }
    Optional<String> control = Calls.ask(() -> publisher.publishControl(publication.coordinates()));
    return control.filter("BLOCK"::equals).map(blocked -> Hints.blocked(publication.coordinates()));
  }

  /** A refusal may answer the repetition of a request whose first answer was lost. */
  private void publish(Publication publication, Protocol protocol) throws PublishException {
    try {
      protocol.publish(publication);
    } catch (PublishException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      Existing now = Existing.look(source, publication.target());
      if (!now.isThere() || !now.missing(publication.manifest(), protocol).isEmpty()) {
        throw e;
      }
    }
  }

  /** What is published may take a moment to be seen. */
  private Existing settled(Publication publication, Protocol protocol) throws PublishException {
    Manifest manifest = publication.manifest();
    for (int look = 1; look <= LOOKS; look++) {
      Existing existing = Existing.look(source, publication.target());
      Optional<String> difference = existing.difference(manifest, protocol);
      if (difference.isPresent()) {
        throw new PublishException(
            Kind.REFUSED, "It was published, but differs: " + difference.get());
      }
      if (existing.isThere() && existing.missing(manifest, protocol).isEmpty()) {
        return existing;
      }
      sleep(Duration.ofSeconds(look));
    }
    throw new PublishException(
        Kind.TRANSIENT, "It was published, but not all of it is to be seen yet");
  }

  private Existing giveStatusBack(Publication publication, Existing existing)
      throws PublishException {
    String wanted = publication.manifest().status();
    if (existing.status().equals(wanted) || !publication.finish()) {
      return existing;
    }
    if (!CHANGEABLE.contains(existing.status())) {
      throw new PublishException(
          Kind.REFUSED, "It was published, but somebody made it " + existing.status() + " since");
    }
    PackageVersion target = publication.target();
    Map<String, VersionResult> results =
        Calls.ask(() ->
            registry.setStatus(
                target.coordinates(),
                new TreeMap<>(Map.of(target.version(), existing.revision())),
                existing.status(),
                wanted));
    VersionResult result =
        results.getOrDefault(target.version(), new VersionResult.Failed("UNANSWERED", "no result"));
    if (result instanceof VersionResult.Failed failed) {
      throw new PublishException(
          Kind.TRANSIENT,
          "It was published, but is %s instead of %s: %s: %s"
              .formatted(existing.status(), wanted, failed.code(), failed.message()));
    }
    return Existing.look(source, target);
  }

  private void sleep(Duration duration) throws PublishException {
    try {
      pace.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(Kind.TRANSIENT, "interrupted", e);
    }
  }

  private Optional<Protocol> protocol(String format) {
    return protocols.stream().filter(protocol -> protocol.format().equals(format)).findFirst();
  }
}
