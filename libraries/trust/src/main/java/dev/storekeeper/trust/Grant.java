package dev.storekeeper.trust;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a caller gets: no more than it asked for and no more than the statement grants.
 *
 * @param statement the id of the statement that grants it
 * @param domain the CodeArtifact domain
 * @param domainOwner the 12-digit account that owns it; absent for the stack's own
 * @param repositories repositories of the domain, at least one, sorted
 * @param scopes what for, at least one, sorted
 * @param duration the token's life, 15 minutes to 12 hours
 */
public record Grant(
    String statement,
    String domain,
    Optional<String> domainOwner,
    List<String> repositories,
    List<Scope> scopes,
    Duration duration) {
  public Grant {
    repositories = List.copyOf(repositories);
    scopes = List.copyOf(scopes);
    check("domain", Names.DOMAIN, domain);
    domainOwner.ifPresent(account -> check("domainOwner", Names.ACCOUNT, account));
    repositories.forEach(repository -> check("repositories", Names.REPOSITORY, repository));
    if (repositories.isEmpty() || scopes.isEmpty()) {
      throw new IllegalArgumentException(
          "a grant has at least one repository and one scope; found %d and %d"
              .formatted(repositories.size(), scopes.size()));
    }
  }

  /** Names end up in ARNs, where another character could mean more than was granted. */
  private static void check(String field, Pattern syntax, String name) {
    if (!syntax.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s of a grant: expected %s".formatted(field, syntax.pattern()));
    }
  }
}
