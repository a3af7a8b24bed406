package dev.storekeeper.trust;

import dev.storekeeper.trust.Explanation.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The most that a statement grants.
 *
 * @param domain the CodeArtifact domain
 * @param domainOwner the account that owns it; absent for the stack's own
 * @param repositories repositories of the domain, sorted
 * @param scopes what for, sorted
 * @param maxDuration the longest life of a token
 */
record Allowance(
    String domain,
    Optional<String> domainOwner,
    List<String> repositories,
    List<Scope> scopes,
    Duration maxDuration) {
  /** The shortest life of a token that CodeArtifact gives, except for that of a session. */
  static final Duration SHORTEST = Duration.ofMinutes(15);

  /** The longest life of a token that CodeArtifact gives. */
  static final Duration LONGEST = Duration.ofHours(12);

  Allowance {
    repositories = List.copyOf(repositories);
    scopes = List.copyOf(scopes);
  }

  /**
   * What of a request goes beyond this.
   *
   * @param account the stack's own account, where it is known
   */
  List<Failure> exceededBy(AccessRequest request, Optional<String> account) {
    List<Failure> failures = new ArrayList<>();
    request
        .domain()
        .filter(name -> !name.equals(domain))
        .ifPresent(name -> failures.add(failure("domain", name, domain)));
    Optional<String> owner = domainOwner.or(() -> account);
    request
        .domainOwner()
        .filter(name -> !owner.equals(Optional.of(name)))
        .ifPresent(name ->
            failures.add(failure("domain", name, owner.orElse("the account of the stack"))));
    request.repositories().stream()
        .filter(name -> !repositories.contains(name))
        .forEach(
            name -> failures.add(failure("repository", name, String.join(" or ", repositories))));
    request.scopes().stream()
        .filter(scope -> !covers(scope))
        .forEach(scope -> failures.add(failure("scope", scope.text(), scopeTexts())));
    request
        .duration()
        .filter(time -> time.compareTo(SHORTEST) < 0 || time.compareTo(maxDuration) > 0)
        .ifPresent(time ->
            failures.add(
                failure(
                    "duration",
                    time.toSeconds() + " s",
                    SHORTEST.toSeconds() + " to " + maxDuration.toSeconds() + " s")));
    return failures;
  }

  /** The grant of a request that does not go beyond this. */
  Grant grant(String statement, AccessRequest request, Duration usual) {
    return new Grant(
        statement,
        domain,
        domainOwner,
        request.repositories().isEmpty()
            ? repositories
            : request.repositories().stream().distinct().sorted().toList(),
        request.scopes().isEmpty() ? scopes : Scopes.sorted(request.scopes()),
        request.duration().orElse(usual.compareTo(maxDuration) < 0 ? usual : maxDuration));
  }

  /** Whether everything that another one grants is in this one. */
  boolean covers(Allowance other) {
    return domain.equals(other.domain)
        && domainOwner.equals(other.domainOwner)
        && repositories.containsAll(other.repositories)
        && other.scopes.stream()
            .allMatch(scope -> scopes.stream().anyMatch(own -> own.covers(scope)))
        && maxDuration.compareTo(other.maxDuration) >= 0;
  }

  private boolean covers(Scope asked) {
    return !asked.text().endsWith("*") && scopes.stream().anyMatch(own -> own.covers(asked));
  }

  private String scopeTexts() {
    return scopes.stream().map(Scope::text).collect(Collectors.joining(" or "));
  }

  private static Failure failure(String what, String found, String expected) {
    return new Failure(what, Optional.of(found), Optional.of(expected));
  }
}
