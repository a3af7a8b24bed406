package dev.storekeeper.benchmarks;

import java.security.interfaces.RSAPublicKey;
import java.util.List;

/**
 * Tokens in turn, so that no measurement lives off one token's bytes. They are issued anew for each
 * iteration, because they live no longer than GitHub's. A plain object and no JMH state: JMH gives
 * a set-up method and a benchmark different instances.
 */
final class IssuedTokens {
  private static final int COUNT = 64;

  private final GitHubTokens github = new GitHubTokens();
  private List<String> tokens = List.of();
  private int next;

  void issue() {
    tokens = github.issue(COUNT);
  }

  RSAPublicKey publicKey() {
    return github.publicKey();
  }

  List<String> all() {
    return tokens;
  }

  String next() {
    next = (next + 1) % COUNT;
    return tokens.get(next);
  }
}
