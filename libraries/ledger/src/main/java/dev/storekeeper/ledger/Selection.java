package dev.storekeeper.ledger;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.LocalDate;

/** Which records a query is about. */
public sealed interface Selection {
  /**
   * Records of one stream, ordered by position.
   *
   * @param stream the stream
   */
  record InStream(String stream) implements Selection {
    /** Records of one package. */
    public static InStream of(PackageCoordinates coordinates) {
      return new InStream(PackageStreams.stream(coordinates));
    }
  }

  /**
   * Records of the packages of a repository, ordered by time.
   *
   * @param domainOwner the account that owns the domain
   * @param domain the domain's name
   * @param repository the repository's name
   */
  record InRepository(String domainOwner, String domain, String repository) implements Selection {}

  /**
   * Records of a day in UTC, ordered by time.
   *
   * @param day the day
   */
  record OnDay(LocalDate day) implements Selection {}

  /**
   * Records of a type, ordered by time.
   *
   * @param type the type, as in {@code package-version.published}
   */
  record OfType(String type) implements Selection {}

  /**
   * Records of a package version, ordered by time.
   *
   * @param version the version
   */
  record OfVersion(PackageVersion version) implements Selection {}
}
