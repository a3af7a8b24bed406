package dev.storekeeper.sandbox.runtime.iam;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access keys of a sandbox and whom they stand for. Signatures are not checked: on loopback the
 * key id alone says who calls. Safe for use by many threads.
 */
public final class Identities {
  private final String account;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Caller> callers = new ConcurrentHashMap<>();

  /** The identities of one account (12 digits). */
  public Identities(String account) {
    this.account = account;
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
  public AccessKey issue(Caller caller) {
    AccessKey key = new AccessKey("ASIA" + hex(8).toUpperCase(Locale.ROOT), hex(20), hex(32));
    callers.put(key.accessKeyId(), caller);
    return key;
  }

  /** Whom a key stands for; a key that was not issued here is the owner's. */
  public Caller callerOf(String accessKeyId) {
    return callers.getOrDefault(accessKeyId, new Caller.Owner(account));
  }

  private String hex(int bytes) {
    byte[] buffer = new byte[bytes];
    random.nextBytes(buffer);
    return HexFormat.of().formatHex(buffer);
  }
}
