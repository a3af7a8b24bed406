package dev.storekeeper.retention;

/**
 * A policy about repositories, ready to decide.
 *
 * @param path its place in the file, as {@code policies[0]}
 * @param scope what it is about
 */
record RepositoryRule(String path, RepositoryPolicy policy, AttributePattern scope) {
  static RepositoryRule of(String path, RepositoryPolicy policy) {
    return new RepositoryRule(path, policy, AttributePattern.of(policy.when()));
  }

  /** The place of a criterion in the file. */
  String path(String field) {
    return path + ".repositories.select." + field;
  }
}
