package dev.storekeeper.cleanup.item;

import java.time.Instant;

/**
 * A person's word, or a sign of use, that something is not to be removed.
 *
 * @param scope what it covers: {@code owner/domain}, {@code owner/domain/repository}, or a package
 *     or version below it as {@code .../format/namespace/name[/version]}
 * @param reason why
 * @param by the ARN of who said so, or {@code storekeeper}
 * @param at when
 */
public record Hold(String scope, String reason, String by, Instant at) {
  /** Whether it covers a scope that is its own or lies below it. */
  public boolean covers(String other) {
    return other.equals(scope) || other.startsWith(scope + "/");
  }
}
