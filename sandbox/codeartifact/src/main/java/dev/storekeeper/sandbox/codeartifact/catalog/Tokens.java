package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.store.Key;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The authorization tokens. Only a token's SHA-256 is kept: tokens are 256 random bits, so a plain
 * hash cannot be turned back.
 */
public final class Tokens {
  private static final int PURGED_AT_ONCE = 100;
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);

  private final MetadataStore store;
  private final Tables tables;
  private final Identifiers identifiers;
  private final Clock clock;

  Tokens(MetadataStore store, Tables tables, Identifiers identifiers, Clock clock) {
    this.store = store;
    this.tables = tables;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** What a presented token is. */
  public sealed interface Check {
    /** Good, for its domain and principal. */
    record Valid(Token token) implements Check {}

    /** It was good until the given moment. */
    record Expired(Instant since) implements Check {}

    /** Not issued here, or long expired. */
    record Unknown() implements Check {}
  }

  /** Issues a token; it is not kept, only its hash. */
  public String issue(DomainId domain, Principal principal, Instant expires) {
    String secret = identifiers.token();
    String hash = Identifiers.sha256Hex(secret);
    store.write(() -> {
      purge();
      tables.tokens.put(hash, new Token(domain, principal, expires));
      tables.tokenExpiries.put(expiryKey(expires, hash), hash);
      return hash;
    });
    return secret;
  }

  /** Looks a presented token up. */
  public Check check(String secret) {
    return store
        .read(() -> tables.tokens.get(Identifiers.sha256Hex(secret)))
        .map(this::check)
        .orElseGet(Check.Unknown::new);
  }

  private Check check(Token token) {
    return clock.instant().isBefore(token.expires())
        ? new Check.Valid(token)
        : new Check.Expired(token.expires());
  }

  void removeAllOf(DomainId domain) {
    List<String> hashes =
        tables
            .tokens
            .rows("")
            .filter(row -> row.value().domain().equals(domain))
            .map(row -> row.key())
            .toList();
    for (String hash : hashes) {
      tables
          .tokens
          .get(hash)
          .ifPresent(token -> tables.tokenExpiries.remove(expiryKey(token.expires(), hash)));
      tables.tokens.remove(hash);
    }
  }

  private void purge() {
    String longAgo = expiryKey(clock.instant().minus(KEPT_AFTER_EXPIRY), "");
    List<String> expired =
        tables
            .tokenExpiries
            .rows("")
            .map(row -> row.key())
            .takeWhile(key -> key.compareTo(longAgo) < 0)
            .limit(PURGED_AT_ONCE)
            .toList();
    for (String key : expired) {
      tables.tokenExpiries.get(key).ifPresent(tables.tokens::remove);
      tables.tokenExpiries.remove(key);
    }
  }

  private static String expiryKey(Instant expires, String hash) {
    return Key.of("%015d".formatted(expires.toEpochMilli()), hash);
  }
}
