package dev.storekeeper.codeartifact;

/** Asks what is known about a package version. */
@FunctionalInterface
public interface VersionObserver {
  /** Observes a version; whatever goes wrong is part of the observation, never an exception. */
  Observation observe(PackageVersion version);
}
