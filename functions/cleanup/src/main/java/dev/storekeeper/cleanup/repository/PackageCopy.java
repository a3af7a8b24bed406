package dev.storekeeper.cleanup.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.export.ExportKeys;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.registry.ListedPackage;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Phases.Export;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Copies the versions of one package, part by part, and lists their copies in the bucket. */
record PackageCopy(Turn turn, Export export) {
  private static final int PART = 50;

  /**
   * Copies the next part of a package; all that need a copy have one then.
   *
   * @return the walk after that
   */
  ExportWalk copy(RepositoryItem item, ExportWalk walk, ListedPackage listed)
      throws RegistryException,
          ExportException,
          IOException,
          NoCopyException,
          StateUnavailableException {
    PackageCoordinates coordinates =
        turn.repository().packageOf(listed.format(), listed.namespace(), listed.name());
    ObjectNode json = JsonFields.object().put("package", coordinates.arn());
    ArrayNode versions = json.putArray("versions");
    long copied = 0;
    String key = RepositoryKeys.name(listed);
    List<ListedVersion> rest = rest(coordinates, walk.versionOf(key));
    List<ListedVersion> part = rest.subList(0, Math.min(PART, rest.size()));
    for (ListedVersion version : part) {
      ObjectNode entry = versions.addObject();
      entry.put("version", version.version()).put("revision", version.revision());
      entry.put("status", version.status()).put("origin", version.origin().name());
      Optional<String> manifest = isWanted(version) ? copy(coordinates, version) : Optional.empty();
      manifest.ifPresent(it -> entry.put("manifest", it));
      copied += manifest.isPresent() ? 1 : 0;
    }
    turn.parts()
        .bucket()
        .put(
            RepositoryKeys.copies(item, walk, listed),
            json.toString().getBytes(StandardCharsets.UTF_8),
            "application/json");
    return part.size() < rest.size()
        ? walk.within(key, part.getLast().version(), copied)
        : walk.past(key, copied);
  }

  /** In the order of their texts, so that what others delete meanwhile does not move the place. */
  private List<ListedVersion> rest(PackageCoordinates coordinates, Optional<String> done)
      throws RegistryException {
    return versions(coordinates).stream()
        .filter(it -> done.filter(last -> it.version().compareTo(last) <= 0).isEmpty())
        .sorted(Comparator.comparing(ListedVersion::version))
        .toList();
  }

  private List<ListedVersion> versions(PackageCoordinates coordinates) throws RegistryException {
    try {
      return turn.parts().registry().versions(coordinates).versions();
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private boolean isWanted(ListedVersion version) {
    return switch (export) {
      case NONE -> false;
      case ALL -> true;
      case INTERNAL -> version.origin() != OriginType.EXTERNAL;
    };
  }

  /** What was never finished, or has no assets any more, has nothing to copy. */
  private Optional<String> copy(PackageCoordinates coordinates, ListedVersion listed)
      throws ExportException, NoCopyException, StateUnavailableException {
    PackageVersion version = new PackageVersion(coordinates, listed.version());
    return switch (listed.status()) {
      case "Published", "Unlisted" -> {
        String manifest = turn.parts().exports().export(version, listed.revision());
        turn.parts().exports().verify(manifest, version, listed.revision());
        yield Optional.of(manifest);
      }
      case "Archived" -> Optional.of(earlierCopy(version, listed.revision()));
      default -> Optional.empty();
    };
  }

  /** An archived version cannot be read; cleanup may have copied it before it archived it. */
  private String earlierCopy(PackageVersion version, String present)
      throws ExportException, NoCopyException, StateUnavailableException {
    // A change of status may have changed the revision since.
    String revision =
        turn.parts().state().items(version.coordinates()).stream()
            .filter(item -> item.version().equals(version))
            .filter(item -> item.export().isPresent() && item.presentRevision().equals(present))
            .findFirst()
            .map(Item::revision)
            .orElse(present);
    String manifest = ExportKeys.manifest(version, revision);
    try {
      turn.parts().exports().verify(manifest, version, revision);
      return manifest;
    } catch (ExportException e) {
      if (e.isTransient()) {
        throw e;
      }
      throw new NoCopyException(
          "version %s of %s is archived, and there is no copy of it"
              .formatted(version.version(), version.coordinates().arn()),
          e);
    }
  }
}
