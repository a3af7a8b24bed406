package dev.storekeeper.trust;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a caller asks for. Everything that is absent or empty means: whatever the statement grants.
 *
 * @param statement the id of the one statement to be considered
 * @param domain the name of the CodeArtifact domain
 * @param domainOwner the 12-digit account that owns the domain
 * @param repositories names of repositories of the domain
 * @param scopes what for
 * @param duration for how long
 */
public record AccessRequest(
    Optional<String> statement,
    Optional<String> domain,
    Optional<String> domainOwner,
    List<String> repositories,
    List<Scope> scopes,
    Optional<Duration> duration) {
  /** Whatever the first matching statement grants. */
  public static final AccessRequest EVERYTHING =
      new AccessRequest(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty());

  public AccessRequest {
    repositories = List.copyOf(repositories);
    scopes = List.copyOf(scopes);
  }
}
