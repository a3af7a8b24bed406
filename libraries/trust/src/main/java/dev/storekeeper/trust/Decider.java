package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.VerifiedToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides by a policy, in the order of its specification. Safe for use by many threads. */
final class Decider {
  private final TrustDocument document;
  private final Optional<String> account;
  private final Map<String, IssuerRules> byIssuer = new LinkedHashMap<>();

  Decider(TrustDocument document, Optional<String> account) {
    this.document = document;
    this.account = account;
    for (Issuer issuer : document.issuers()) {
      byIssuer.put(issuer.id(), new IssuerRules(issuer, document.statements()));
    }
  }

  Verdict decide(VerifiedToken token, AccessRequest request) {
    IssuerRules rules = rules(token);
    ObjectNode claims = token.claims();
    if (!rules.admits(claims)) {
      return denials(token, request).notRequired();
    }
    Optional<Explanation.Failure> trigger = rules.deniedTrigger(claims);
    if (trigger.isPresent()) {
      return denials(token, request).trigger(trigger.get());
    }
    List<Statement> matching = rules.matching(claims);
    List<String> shadow = shadow(matching, request);
    Optional<Statement> denying =
        matching.stream().filter(Statement::isEnforced).filter(it -> !it.allows()).findFirst();
    if (denying.isPresent()) {
      return denials(token, request).denied(denying.get(), shadow);
    }
    List<Statement> allowing =
        matching.stream()
            .filter(Statement::isEnforced)
            .filter(Statement::allows)
            .filter(statement -> isAskedFor(statement, request))
            .toList();
    for (Statement statement : allowing) {
      Optional<Grant> grant = grant(statement, request);
      if (grant.isPresent()) {
        Decision allowed = new Decision.Allowed(grant.get(), shadow);
        return new Verdict(allowed, Optional.of(statement.id()), List.of());
      }
    }
    return allowing.isEmpty()
        ? denials(token, request).unmatched(shadow)
        : denials(token, request).exceeded(allowing, shadow);
  }

  List<StatementResult> results(VerifiedToken token, AccessRequest request) {
    return denials(token, request).results();
  }

  private Denials denials(VerifiedToken token, AccessRequest request) {
    return new Denials(rules(token), token.claims(), request, document.explainsFully(), account);
  }

  static boolean isAskedFor(Statement statement, AccessRequest request) {
    return request.statement().isEmpty() || request.statement().get().equals(statement.id());
  }

  private IssuerRules rules(VerifiedToken token) {
    IssuerRules rules = byIssuer.get(token.issuer().id());
    if (rules == null) {
      throw new IllegalArgumentException(
          "a token of issuer " + token.issuer().id() + ", which the policy does not have");
    }
    return rules;
  }

  private Optional<Grant> grant(Statement statement, AccessRequest request) {
    return statement
        .allowance()
        .filter(allowance -> allowance.exceededBy(request, account).isEmpty())
        .map(allowance -> allowance.grant(statement.id(), request, document.usualDuration()));
  }

  /** What the statements in audit mode would have done. */
  private List<String> shadow(List<Statement> matching, AccessRequest request) {
    List<String> shadow = new ArrayList<>();
    for (Statement statement : matching) {
      if (statement.isEnforced()) {
        continue;
      }
      if (!statement.allows()) {
        shadow.add("would-deny " + statement.id());
      } else if (isAskedFor(statement, request) && grant(statement, request).isPresent()) {
        shadow.add("would-allow " + statement.id());
      }
    }
    return shadow;
  }
}
