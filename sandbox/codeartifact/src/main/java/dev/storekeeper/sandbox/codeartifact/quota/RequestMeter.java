package dev.storekeeper.sandbox.codeartifact.quota;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.RequestQuotas;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Refuses what goes beyond the quotas for requests a second. A refused request counts for nothing.
 * Safe for use by many threads.
 */
public final class RequestMeter {
  private static final int MOST_BUCKETS = 10_000;
  private static final int READS = 800;
  private static final int WRITES = 100;
  private static final int PER_TOKEN = 1200;
  private static final int WITHOUT_TOKEN = 600;
  private static final String TOKEN_OPERATION = "GetAuthorizationToken";
  private static final Map<String, Integer> OPERATIONS =
      Map.of(
          TOKEN_OPERATION,
          40,
          "GetPackageVersionAsset",
          50,
          "ListPackages",
          200,
          "ListPackageVersions",
          200,
          "ListPackageVersionAssets",
          200,
          "PublishPackageVersion",
          10,
          "CopyPackageVersions",
          5);

  private final Clock clock;
  private final Map<String, TokenBucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
          return size() > MOST_BUCKETS;
        }
      };

  private RequestQuotas quotas;

  /** A meter that fills by a clock. */
  public RequestMeter(RequestQuotas quotas, Clock clock) {
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * Counts a call of the API: by the operation's own quota, if it has one, and with all reads or
   * writes of the account, except for GetAuthorizationToken.
   *
   * @throws ServiceException 429 if it goes beyond; {@code Retry-After} is set
   */
  public void call(HttpExchange exchange, String account, String operation, boolean reads) {
    List<Limit> limits = new ArrayList<>();
    if (OPERATIONS.containsKey(operation)) {
      limits.add(
          new Limit(
              account + " " + operation,
              OPERATIONS.getOrDefault(operation, 0),
              operation + " requests of account " + account));
    }
    if (!operation.equals(TOKEN_OPERATION)) {
      limits.add(ofAccount(account, reads));
    }
    take(exchange, limits);
  }

  /**
   * Counts a package manager's request: with those of its token, and with all reads or writes of
   * the account. The quota of the operation PublishPackageVersion is the API's own.
   *
   * @throws ServiceException 429 if it goes beyond; {@code Retry-After} is set
   */
  public void request(HttpExchange exchange, String account, String token, boolean reads) {
    take(
        exchange,
        List.of(
            new Limit(
                "token " + UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8)),
                PER_TOKEN,
                "requests with this authorization token"),
            ofAccount(account, reads)));
  }

  /**
   * Counts a package manager's request without a token, by the address that it comes from.
   *
   * @throws ServiceException 429 if it goes beyond; {@code Retry-After} is set
   */
  public void anonymous(HttpExchange exchange) {
    String address = exchange.getRemoteAddress().getAddress().getHostAddress();
    take(
        exchange,
        List.of(
            new Limit(
                "address " + address,
                WITHOUT_TOKEN,
                "requests without an authorization token from " + address)));
  }

  /** The quotas in force. */
  public synchronized RequestQuotas quotas() {
    return quotas;
  }

  /** Sets other quotas; what was counted is forgotten. */
  public synchronized void limit(RequestQuotas newQuotas) {
    quotas = newQuotas;
    buckets.clear();
  }

  private static Limit ofAccount(String account, boolean reads) {
    return reads
        ? new Limit(account + " reads", READS, "read requests of account " + account)
        : new Limit(account + " writes", WRITES, "write requests of account " + account);
  }

  /** A quota and whose it is. */
  private record Limit(String key, int perSecond, String text) {}

  private synchronized void take(HttpExchange exchange, List<Limit> limits) {
    if (!quotas.limited()) {
      return;
    }
    Instant now = clock.instant();
    List<TokenBucket> taken = new ArrayList<>();
    for (Limit limit : limits) {
      double rate = limit.perSecond() * quotas.factor();
      TokenBucket bucket = buckets.computeIfAbsent(limit.key(), _ -> new TokenBucket(rate, now));
      double wait = bucket.secondsUntilNext(now);
      if (wait > 0) {
        long seconds = Math.max(1, (long) Math.ceil(wait));
        exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
        throw new ServiceException(
            429,
            "ThrottlingException",
            "Rate exceeded: there are more than %s %s in a second"
                .formatted(number(rate), limit.text()));
      }
      taken.add(bucket);
    }
    taken.forEach(TokenBucket::take);
  }

  private static String number(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }
}
