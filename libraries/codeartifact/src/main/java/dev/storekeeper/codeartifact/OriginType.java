package dev.storekeeper.codeartifact;

/** How a package version came into its domain. */
public enum OriginType {
  /** Published to a repository of the domain. */
  INTERNAL,
  /** Ingested through an external connection. */
  EXTERNAL,
  /** Not known to CodeArtifact, or not observed. */
  UNKNOWN
}
