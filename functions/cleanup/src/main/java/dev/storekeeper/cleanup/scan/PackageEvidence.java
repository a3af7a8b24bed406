package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.VersionListing;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.PackageFacts;
import dev.storekeeper.retention.ReadHistory;
import dev.storekeeper.retention.RepositoryFacts;
import dev.storekeeper.retention.VersionFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is known so far of a package's versions, in the order of their listing. */
final class PackageEvidence {
  private final RepositoryFacts repository;
  private final PackageCoordinates coordinates;
  private final VersionListing listing;
  private final List<String> statuses;
  private final PublishTimes published;
  private final List<Known<ReadHistory>> reads = new ArrayList<>();
  private final List<Known<Long>> bytes = new ArrayList<>();
  private Known<Map<String, List<String>>> distTags;

  /**
   * Evidence of a listing alone.
   *
   * @param statuses the status of each version, the former one of those that cleanup hid
   */
  PackageEvidence(
      RepositoryFacts repository,
      PackageCoordinates coordinates,
      VersionListing listing,
      List<String> statuses) {
    this.repository = repository;
    this.coordinates = coordinates;
    this.listing = listing;
    this.statuses = List.copyOf(statuses);
    this.published = new PublishTimes(listing.versions());
    this.distTags =
        coordinates.format().equals("npm") ? new Known.Unasked<>() : new Known.Value<>(Map.of());
    for (int i = 0; i < listing.versions().size(); i++) {
      reads.add(new Known.Unasked<>());
      bytes.add(new Known.Unasked<>());
    }
  }

  PackageFacts facts() {
    List<VersionFacts> versions = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      ListedVersion version = version(i);
      versions.add(
          new VersionFacts(
              version.version(),
              version.revision(),
              statuses.get(i),
              version.origin(),
              published.at(i),
              reads.get(i),
              bytes.get(i),
              Facts.map(distTags, tags -> tags.getOrDefault(version.version(), List.of()))));
    }
    return new PackageFacts(
        repository,
        coordinates.format(),
        coordinates.namespace(),
        coordinates.name(),
        listing.displayVersion(),
        List.copyOf(versions));
  }

  int size() {
    return listing.versions().size();
  }

  ListedVersion version(int place) {
    return listing.versions().get(place);
  }

  /** Whether package managers can see any of its versions. */
  boolean isVisible() {
    return listing.versions().stream()
        .anyMatch(it -> it.status().equals("Published") || it.status().equals("Unlisted"));
  }

  String status(int place) {
    return statuses.get(place);
  }

  PackageCoordinates coordinates() {
    return coordinates;
  }

  PublishTimes published() {
    return published;
  }

  Known<ReadHistory> reads(int place) {
    return reads.get(place);
  }

  void reads(int place, Known<ReadHistory> history) {
    reads.set(place, history);
  }

  Known<Long> bytes(int place) {
    return bytes.get(place);
  }

  void bytes(int place, Known<Long> size) {
    bytes.set(place, size);
  }

  /** The dist-tags of each version that has any. */
  Known<Map<String, List<String>>> distTags() {
    return distTags;
  }

  void distTags(Known<Map<String, List<String>>> tags) {
    distTags = tags;
  }

  /** Makes unknown whatever was not asked or not answered. */
  void giveUp() {
    if (distTags instanceof Known.Unasked<Map<String, List<String>>>) {
      distTags = new Known.Unknown<>("its dist-tags were not found out");
    }
    for (int place = 0; place < size(); place++) {
      if (published.isOpen(place)) {
        published.unknown(place, "its publish time was not found out");
      }
      if (reads.get(place) instanceof Known.Unasked<ReadHistory>) {
        reads.set(place, new Known.Unknown<>("its reads were not found out"));
      }
      if (bytes.get(place) instanceof Known.Unasked<Long>) {
        bytes.set(place, new Known.Unknown<>("its size was not found out"));
      }
    }
  }
}
