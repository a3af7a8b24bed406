package dev.storekeeper.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Tokens in turn, so that no measurement lives off one token's bytes. */
@State(Scope.Thread)
public class IssuedTokens {
  private static final int COUNT = 64;

  private final GitHubTokens github = new GitHubTokens();
  private List<String> tokens = List.of();
  private int next;

  /** Issues the tokens, which outlive an iteration but not a whole run. */
  @Setup(Level.Iteration)
  public void issue() {
    tokens = github.issue(COUNT);
  }

  GitHubTokens github() {
    return github;
  }

  List<String> all() {
    return tokens;
  }

  String next() {
    next = (next + 1) % COUNT;
    return tokens.get(next);
  }
}
