package dev.storekeeper.identity;

import java.util.Optional;

/** An ID token is refused. The message never holds any of the token but a bounded issuer. */
public final class TokenRejectedException extends Exception {
  private static final long serialVersionUID = 1;

  private final TokenProblem problem;
  private final String detail;
  private final String issuer;

  /**
   * A refusal.
   *
   * @param problem why
   * @param detail what was found and what is expected, without the token's content
   * @param issuer the policy's id of the issuer, where it is known
   */
  public TokenRejectedException(TokenProblem problem, String detail, Optional<String> issuer) {
    super(problem.word() + ": " + detail);
    this.problem = problem;
    this.detail = detail;
    this.issuer = issuer.orElse("");
  }

  /** Why. */
  public TokenProblem problem() {
    return problem;
  }

  /** What was found and what is expected. */
  public String detail() {
    return detail;
  }

  /** The policy's id of the issuer, where it is known. */
  public Optional<String> issuer() {
    return Optional.of(issuer).filter(id -> !id.isEmpty());
  }
}
