package dev.storekeeper.trust;

import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.Spelling;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads an entry of {@code statements}. */
final class StatementReader {
  private final PolicyMap map;
  private final List<String> issuerIds;
  private final Duration usual;

  StatementReader(PolicyMap map, List<String> issuerIds, Duration usual) {
    this.map = map;
    this.issuerIds = issuerIds;
    this.usual = usual;
  }

  /** The statement; absent if its scopes make none, which is then a problem. */
  Optional<Statement> read() {
    String id = Names.id(map);
    boolean denies = map.optionalChoice("effect", List.of("allow", "deny")).equals("deny");
    boolean audits = map.optionalChoice("mode", List.of("enforce", "audit")).equals("audit");
    List<String> issuers = map.stringOrStrings("issuer");
    issuers.forEach(issuer -> checkIssuer(map, issuer, issuerIds));
    Optional<EventPattern> when = map.optionalPatternOfExactNames("when");
    if (!denies && !map.has("when")) {
      map.problem("when", "nothing", "an event pattern; only a deny may do without");
    }
    if (denies && map.has("grant")) {
      map.problem("grant", "a grant of a statement that denies", "no grant");
    }
    Optional<Allowance> allowance =
        denies
            ? map.optionalMap("grant").map(this::allowance)
            : map.map("grant").map(this::allowance);
    return Optional.of(
        new Statement(
            id,
            denies ? Effect.DENY : Effect.ALLOW,
            audits ? Mode.AUDIT : Mode.ENFORCE,
            issuers,
            when,
            allowance));
  }

  static void checkIssuer(PolicyMap map, String issuer, List<String> known) {
    if (!known.contains(issuer)) {
      String all = "one of " + String.join(", ", known);
      String expected =
          Spelling.nearest(issuer, known).map(near -> "\"" + near + "\", or " + all).orElse(all);
      map.problem("issuer", "the unknown issuer \"" + issuer + "\"", expected);
    }
  }

  private Allowance allowance(PolicyMap grant) {
    List<String> repositories = grant.strings("repositories");
    repositories.forEach(name -> Names.repository(grant, name));
    return new Allowance(
        Names.domain(grant, grant.string("domain")),
        grant.optionalString("domain_owner").map(number -> Names.account(grant, number)),
        unique(grant, "repositories", repositories).stream().sorted().toList(),
        Scopes.sorted(ScopeReader.scopes(grant, unique(grant, "scopes", grant.strings("scopes")))),
        grant
            .optionalSeconds("max_duration_seconds", Allowance.SHORTEST, Allowance.LONGEST)
            .orElse(usual));
  }

  private static List<String> unique(PolicyMap grant, String field, List<String> texts) {
    if (new HashSet<>(texts).size() < texts.size()) {
      grant.problem(field, "something twice", "each once");
    }
    return texts;
  }
}
