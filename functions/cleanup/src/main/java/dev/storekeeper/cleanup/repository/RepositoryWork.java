package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import java.util.Optional;

/** The keys of repositories' work. */
public final class RepositoryWork {
  private static final String REPOSITORY = "repository/";
  private static final int PARTS = 4;

  private RepositoryWork() {}

  /** The key of a repository's work. */
  public static String of(RepositoryId repository) {
    return REPOSITORY + repository;
  }

  /** The repository of a key in a region; absent if it is the key of something else. */
  public static Optional<RepositoryId> repositoryOf(String key, String region) {
    String[] parts = key.split("/", -1);
    return key.startsWith(REPOSITORY) && parts.length == PARTS
        ? Optional.of(new RepositoryId(new DomainId(region, parts[1], parts[2]), parts[3]))
        : Optional.empty();
  }
}
