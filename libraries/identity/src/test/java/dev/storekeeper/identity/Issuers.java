package dev.storekeeper.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Issuers for tests; each method gives a changed copy. */
final class Issuers {
  static final String URL = "https://issuer.example";
  private final Issuer issuer;

  private Issuers(Issuer issuer) {
    this.issuer = issuer;
  }

  static Issuers of(String preset) {
    Preset known = Presets.find(preset).orElseThrow();
    return new Issuers(
        new Issuer(
            "ci",
            known,
            known.issuer().orElse(URL),
            Set.of(Algorithm.RS256),
            new AudienceMode.Exact(),
            Optional.empty(),
            known.replay(),
            new KeyLocation.Discovery(Set.of()),
            known.maxLifetime(),
            Duration.ofHours(1),
            Set.of(),
            Set.of(),
            true));
  }

  static Issuers generic() {
    return of("generic");
  }

  static Issuers github() {
    return of("github-actions");
  }

  Issuers id(String id) {
    return with(id, issuer.url(), issuer.algorithms(), issuer.audience(), issuer.keys(), true);
  }

  Issuers url(String url) {
    return with(issuer.id(), url, issuer.algorithms(), issuer.audience(), issuer.keys(), true);
  }

  Issuers algorithms(Algorithm... algorithms) {
    return with(
        issuer.id(), issuer.url(), Set.of(algorithms), issuer.audience(), issuer.keys(), true);
  }

  Issuers audience(AudienceMode mode) {
    return with(issuer.id(), issuer.url(), issuer.algorithms(), mode, issuer.keys(), true);
  }

  Issuers keys(KeyLocation keys) {
    return with(issuer.id(), issuer.url(), issuer.algorithms(), issuer.audience(), keys, true);
  }

  Issuers disabled() {
    return with(
        issuer.id(), issuer.url(), issuer.algorithms(), issuer.audience(), issuer.keys(), false);
  }

  Issuers claims(String... claims) {
    return new Issuers(
        new Issuer(
            issuer.id(),
            issuer.preset(),
            issuer.url(),
            issuer.algorithms(),
            issuer.audience(),
            issuer.require(),
            issuer.replay(),
            issuer.keys(),
            issuer.maxLifetime(),
            issuer.maxAge(),
            Set.of(claims),
            issuer.triggers(),
            issuer.enabled()));
  }

  Issuer build() {
    return issuer;
  }

  private Issuers with(
      String id,
      String url,
      Set<Algorithm> algorithms,
      AudienceMode audience,
      KeyLocation keys,
      boolean enabled) {
    return new Issuers(
        new Issuer(
            id,
            issuer.preset(),
            url,
            algorithms,
            audience,
            issuer.require(),
            issuer.replay(),
            keys,
            issuer.maxLifetime(),
            issuer.maxAge(),
            issuer.claims(),
            issuer.triggers(),
            enabled));
  }
}
