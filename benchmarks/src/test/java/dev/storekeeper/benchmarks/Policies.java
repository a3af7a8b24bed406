package dev.storekeeper.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Trust policies of which only the last statement is about the repository of the tokens. */
final class Policies {
  private static final int REPOSITORY = 74;

  private Policies() {}

  static String of(int statements, String jwks) {
    return """
    version: 1
    audience: %s
    issuers:
      - id: github
        preset: github-actions
        require: { repository_owner_id: ["65"] }
        jwks: { static: '%s' }
    statements:
    """
            .formatted(GitHubTokens.AUDIENCE, jwks)
        + IntStream.rangeClosed(1, statements)
            .mapToObj(number -> statement(number, REPOSITORY + statements - number))
            .collect(Collectors.joining());
  }

  private static String statement(int number, int repository) {
    return """
      - id: repository-%d-may-publish
        issuer: github
        when:
          repository_id: ["%d"]
          ref: [refs/heads/main]
          ref_protected: ["true"]
          environment: [production]
        grant: { domain: acme, repositories: [team], scopes: [read, publish] }
    """
        .formatted(number, repository);
  }
}
