package dev.storekeeper.token.exchange;

import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.token.limit.Addresses;
import dev.storekeeper.token.limit.TokenBuckets;
import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many requests one instance of the function takes of an address and of a tenant. An issuer's
 * name counts only once it is verified, so that nobody can use up somebody else's share. Safe for
 * use by many threads.
 */
public final class Limits {
  /** How many requests an address may make at once: a matrix of jobs behind one of them. */
  public static final int ADDRESS_AT_ONCE = 300;

  /** How many requests a tenant may make at once. */
  public static final int TENANT_AT_ONCE = 200;

  private static final int MAX_KEYS = 10_000;

  private final TokenBuckets addresses;
  private final TokenBuckets tenants;

  /** Limits by these buckets. */
  Limits(TokenBuckets addresses, TokenBuckets tenants) {
    this.addresses = addresses;
    this.tenants = tenants;
  }

  /**
   * The limits of the README: 300 at once and 20 a second of an address, 200 and 10 of a tenant.
   */
  public static Limits standard(Clock clock) {
    return new Limits(
        new TokenBuckets(ADDRESS_AT_ONCE, Duration.ofMillis(50), MAX_KEYS, clock),
        new TokenBuckets(TENANT_AT_ONCE, Duration.ofMillis(100), MAX_KEYS, clock));
  }

  /** Admits a request of an address, or refuses it. */
  public void admitAddress(String sourceIp) throws RefusedException {
    admit(addresses.take(Addresses.key(sourceIp)), "address");
  }

  /** Admits a request of a verified tenant, or refuses it. */
  void admitTenant(VerifiedToken token) throws RefusedException {
    admit(tenants.take(tenant(token)), "tenant");
  }

  private static void admit(Optional<Duration> wait, String whose) throws RefusedException {
    if (wait.isPresent()) {
      throw Refusal.later(
              ErrorCode.RATE_LIMITED,
              "There are too many requests; try again later.",
              "rate-" + whose,
              (int) wait.get().toSeconds())
          .asException();
    }
  }

  /** The issuer and the first set of claims that tells its tenants apart. */
  private static String tenant(VerifiedToken token) {
    StringBuilder tenant = new StringBuilder(token.issuer().id());
    for (Set<String> pins : token.issuer().preset().tenantPins()) {
      if (pins.stream().allMatch(token.claims()::hasNonNull)) {
        new TreeSet<>(pins)
            .forEach(pin -> tenant.append('\n').append(token.claims().path(pin).asText()));
        return tenant.toString();
      }
    }
    return tenant.toString();
  }
}
