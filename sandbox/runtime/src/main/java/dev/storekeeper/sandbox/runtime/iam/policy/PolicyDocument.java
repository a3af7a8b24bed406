package dev.storekeeper.sandbox.runtime.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/** A policy document that obeys the grammar (IAM User Guide, "Grammar of the IAM JSON policy"). */
public final class PolicyDocument {
  private final List<Statement> statements;

  PolicyDocument(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /**
   * Reads a document.
   *
   * @throws PolicyException with everything that IAM would refuse or that the sandbox cannot
   *     enforce, an unknown condition operator for instance
   */
  public static PolicyDocument parse(JsonNode document, PolicyKind kind) {
    return new PolicyReader(kind).read(document);
  }

  /** What it says as an identity or session policy. */
  public Verdict decide(PolicyRequest request) {
    return decide(request, statement -> PrincipalMatch.DIRECT);
  }

  /** What it says as a resource's or a role's trust policy to someone. */
  public Verdict decide(PolicyRequest request, Principal principal) {
    return decide(
        request,
        statement ->
            statement
                .principals()
                .map(principals -> principals.match(principal))
                .orElse(PrincipalMatch.NONE));
  }

  private Verdict decide(PolicyRequest request, Function<Statement, PrincipalMatch> reach) {
    Verdict verdict = Verdict.SILENT;
    for (Statement statement : statements) {
      PrincipalMatch match = reach.apply(statement);
      if (match == PrincipalMatch.NONE || !statement.appliesTo(request)) {
        continue;
      }
      if (!statement.allows()) {
        return Verdict.DENY;
      }
      verdict = stronger(verdict, allowance(match));
    }
    return verdict;
  }

  private static Verdict allowance(PrincipalMatch match) {
    return switch (match) {
      case NONE -> Verdict.SILENT;
      case ACCOUNT -> Verdict.DELEGATE;
      case DIRECT -> Verdict.ALLOW;
      case SESSION -> Verdict.ALLOW_SESSION;
    };
  }

  private static Verdict stronger(Verdict one, Verdict other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
