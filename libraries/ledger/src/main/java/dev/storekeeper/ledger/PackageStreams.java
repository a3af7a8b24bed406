package dev.storekeeper.ledger;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.codeartifact.PackageVersionEvent;

/** Where records of package versions go: one stream a package, ordered by sequence number. */
public final class PackageStreams {
  private static final int SEQUENCE_DIGITS = 20;

  private PackageStreams() {}

  /** The stream of a package. */
  public static String stream(PackageCoordinates coordinates) {
    return String.join(
        "/",
        "package",
        coordinates.domainOwner(),
        coordinates.domain(),
        coordinates.repository(),
        coordinates.format(),
        coordinates.namespace(),
        coordinates.name());
  }

  /** The position of an event in its package's stream. */
  public static String position(PackageVersionEvent event) {
    return ("%0" + SEQUENCE_DIGITS + "d#%s")
        .formatted(event.sequenceNumber(), event.deduplicationId());
  }

  /** Whether a position has a higher sequence number than another. */
  public static boolean isAfter(String position, String other) {
    return sequence(position).compareTo(sequence(other)) > 0;
  }

  /** The value of the index by version. */
  static String version(PackageVersion version) {
    return stream(version.coordinates()) + "/" + version.version();
  }

  private static String sequence(String position) {
    if (position.length() <= SEQUENCE_DIGITS || position.charAt(SEQUENCE_DIGITS) != '#') {
      throw new IllegalArgumentException(
          "position: found " + position + ", expected 20 digits, # and an id");
    }
    return position.substring(0, SEQUENCE_DIGITS);
  }
}
