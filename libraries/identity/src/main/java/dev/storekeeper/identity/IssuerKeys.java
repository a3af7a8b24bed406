package dev.storekeeper.identity;

import dev.storekeeper.identity.web.SafeFetch;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * The keys of a policy's issuers, each issuer's apart: fetched where they are published, or from
 * the policy itself. Nothing is fetched before the first token. Safe for use by many threads.
 */
public final class IssuerKeys implements KeySource {
  private final Map<String, RemoteKeys> remote = new HashMap<>();
  private final Map<String, StaticKeys> fixed = new HashMap<>();

  /**
   * The keys of these issuers.
   *
   * @param allowLoopback whether issuers and keys at {@code http://127.0.0.1:<port>} may be
   *     fetched, for a laptop; everything else has to be https on a public address
   * @param listener hears of every fetch
   * @throws IllegalArgumentException if keys in the policy cannot be used
   */
  public IssuerKeys(
      List<Issuer> issuers, Clock clock, boolean allowLoopback, KeyRefresh.Listener listener) {
    this(
        issuers,
        new WebKeyFetcher(new SafeFetch(allowLoopback)),
        clock,
        task -> Thread.ofPlatform().daemon().name("key refresh").start(task),
        listener);
  }

  IssuerKeys(
      List<Issuer> issuers,
      KeyFetcher fetcher,
      Clock clock,
      Executor background,
      KeyRefresh.Listener listener) {
    for (Issuer issuer : issuers) {
      switch (issuer.keys()) {
        case KeyLocation.Static(String jwks) -> fixed.put(issuer.id(), StaticKeys.of(issuer, jwks));
        case KeyLocation.Discovery _, KeyLocation.Remote _ ->
            remote.put(issuer.id(), new RemoteKeys(issuer, fetcher, clock, background, listener));
      }
    }
  }

  @Override
  public Keys find(Issuer issuer, IdToken token) throws KeysUnavailableException {
    StaticKeys own = fixed.get(issuer.id());
    Optional<String> id = token.keyId();
    if (own != null) {
      return own.find(token);
    }
    return id.isPresent() ? remote(issuer).find(id.get()) : none();
  }

  @Override
  public Keys refreshed(Issuer issuer, IdToken token) throws KeysUnavailableException {
    StaticKeys own = fixed.get(issuer.id());
    Optional<String> id = token.keyId();
    if (own != null) {
      return own.find(token);
    }
    return id.isPresent() ? remote(issuer).refreshed(id.get()) : none();
  }

  /** How old the fetched keys are, by issuer; issuers whose keys were not fetched are left out. */
  public Map<String, Duration> ages() {
    Map<String, Duration> ages = new TreeMap<>();
    remote.forEach((issuer, keys) -> keys.age().ifPresent(age -> ages.put(issuer, age)));
    return ages;
  }

  private RemoteKeys remote(Issuer issuer) {
    RemoteKeys keys = remote.get(issuer.id());
    if (keys == null) {
      throw new IllegalArgumentException("issuer " + issuer.id() + " is none of the policy's");
    }
    return keys;
  }

  private static Keys none() {
    return new Keys(List.of(), Duration.ZERO);
  }
}
