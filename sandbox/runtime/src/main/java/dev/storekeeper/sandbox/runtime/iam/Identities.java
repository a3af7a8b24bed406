package dev.storekeeper.sandbox.runtime.iam;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The access keys of a sandbox and whom they stand for. Signatures are not checked: on loopback the
 * key id alone says who calls. Safe for use by many threads.
 */
public final class Identities {
  /** Tells keys that were issued here, so that none of them ever passes for the owner's. */
  private static final String PREFIX = "ASIASBOX";

  private static final Pattern USER =
      Pattern.compile("user_(?<name>[A-Za-z0-9][A-Za-z0-9_]{0,62})");
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);

  private final String account;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Caller> callers = new LinkedHashMap<>();

  /** The identities of one account (12 digits), whose sessions end by a clock. */
  public Identities(String account, Clock clock) {
    this.account = account;
    this.clock = clock;
  }

  /**
   * An issued key.
   *
   * @param accessKeyId the key's id
   * @param secretAccessKey its secret
   * @param sessionToken its session token
   */
  public record AccessKey(String accessKeyId, String secretAccessKey, String sessionToken) {
    @Override
    public String toString() {
      return accessKeyId;
    }
  }

  /** Issues a new key for a caller. */
  public synchronized AccessKey issue(Caller caller) {
    Instant forgotten = clock.instant().minus(KEPT_AFTER_EXPIRY);
    callers.values().removeIf(each -> expiredAt(each, forgotten));
    AccessKey key = new AccessKey(PREFIX + hex(6).toUpperCase(Locale.ROOT), hex(20), hex(32));
    callers.put(key.accessKeyId(), caller);
    return key;
  }

  /**
   * Whom a key stands for; a key that was not issued here is the owner's, or that of the person
   * whose name it has, as {@code user_alice}.
   *
   * @throws AwsException {@code UnrecognizedClientException} for a key that was issued here before
   *     a restart, or whose session ended long ago
   */
  public synchronized Caller callerOf(String accessKeyId) {
    Caller caller = callers.get(accessKeyId);
    if (caller == null && accessKeyId.startsWith(PREFIX)) {
      throw new AwsException(
          403,
          "UnrecognizedClientException",
          "The security token included in the request is invalid: its session ended long ago, or"
              + " the sandbox was restarted");
    }
    return caller == null ? person(accessKeyId) : caller;
  }

  private Caller person(String accessKeyId) {
    Matcher named = USER.matcher(accessKeyId);
    return named.matches()
        ? new Caller.Owner(account, named.group("name"))
        : new Caller.Owner(account);
  }

  /** Whether a caller's session has ended. */
  public boolean expired(Caller caller) {
    return expiredAt(caller, clock.instant());
  }

  /** The sessions that STS made and that are remembered, the oldest first. */
  public synchronized List<Caller.RoleSession> sessions() {
    List<Caller.RoleSession> sessions = new ArrayList<>();
    for (Caller caller : callers.values()) {
      if (caller instanceof Caller.RoleSession session
          && session.attributes().expires().isPresent()) {
        sessions.add(session);
      }
    }
    return sessions;
  }

  private static boolean expiredAt(Caller caller, Instant now) {
    return caller instanceof Caller.RoleSession session && session.attributes().expiredAt(now);
  }

  private String hex(int bytes) {
    byte[] buffer = new byte[bytes];
    random.nextBytes(buffer);
    return HexFormat.of().formatHex(buffer);
  }
}
