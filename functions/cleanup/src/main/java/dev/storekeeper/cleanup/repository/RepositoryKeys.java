package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.bucket.Sha256;
import dev.storekeeper.cleanup.registry.ListedPackage;
import dev.storekeeper.cleanup.registry.RepositoryId;
import java.nio.charset.StandardCharsets;

/** Where cleanup keeps what is left of repositories in the bucket. */
public final class RepositoryKeys {
  private static final String ROOT = "repositories/";

  private RepositoryKeys() {}

  /** The tombstone of a repository in a plan. */
  public static String tombstone(RepositoryId repository, String plan) {
    return folder(repository, plan) + "tombstone.json";
  }

  /** The folder of what a walk through a repository copied. */
  static String walk(RepositoryItem item, int number) {
    return folder(item.repository(), item.plan()) + "walk-" + number + "/";
  }

  /** What a walk copies next of a package; names may be longer than a key. */
  static String copies(RepositoryItem item, ExportWalk walk, ListedPackage listed) {
    String part = name(listed) + walk.versionOf(name(listed)).map(last -> "/" + last).orElse("");
    return walk(item, walk.number()) + Sha256.hex(part.getBytes(StandardCharsets.UTF_8)) + ".json";
  }

  /** A package among those of its repository. */
  static String name(ListedPackage listed) {
    return listed.format() + "/" + listed.namespace() + "/" + listed.name();
  }

  private static String folder(RepositoryId repository, String plan) {
    return ROOT + repository + "/" + plan + "/";
  }
}
