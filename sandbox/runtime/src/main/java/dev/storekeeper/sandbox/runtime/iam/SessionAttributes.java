package dev.storekeeper.sandbox.runtime.iam;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a role's session has besides its name and policy.
 *
 * @param sourceIdentity who stands behind the session; it stays through every further role
 * @param tags the session tags by key
 * @param expires when the session's keys cease to be good; empty for sessions that the sandbox
 *     itself renews
 */
public record SessionAttributes(
    Optional<String> sourceIdentity, Map<String, String> tags, Optional<Instant> expires) {
  /** Nothing, and no end. */
  public static final SessionAttributes NONE =
      new SessionAttributes(Optional.empty(), Map.of(), Optional.empty());

  public SessionAttributes {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /** Whether the session has ended. */
  public boolean expiredAt(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isPresent();
  }
}
