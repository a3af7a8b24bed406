package dev.storekeeper.cleanup.execute;

import dev.storekeeper.codeartifact.PackageCoordinates;
import java.util.Optional;

/** The keys of work. */
public final class Work {
  private static final String PACKAGE = "package/";
  private static final int PARTS = 7;

  private Work() {}

  /** The key of a package's work. */
  public static String of(PackageCoordinates coordinates) {
    return PACKAGE
        + String.join(
            "/",
            coordinates.domainOwner(),
            coordinates.domain(),
            coordinates.repository(),
            coordinates.format(),
            coordinates.namespace(),
            coordinates.name());
  }

  /** The package of a key in a region; absent if it is the key of something else. */
  public static Optional<PackageCoordinates> packageOf(String key, String region) {
    String[] parts = key.split("/", -1);
    return key.startsWith(PACKAGE) && parts.length == PARTS
        ? Optional.of(
            new PackageCoordinates(
                region,
                parts[1],
                parts[2],
                parts[3],
                Optional.empty(),
                parts[4],
                parts[5],
                parts[6]))
        : Optional.empty();
  }
}
