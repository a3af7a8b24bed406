package dev.storekeeper.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * One attempt to fetch an issuer's keys.
 *
 * @param issuer the policy's id of the issuer
 * @param failure what went wrong; absent if the keys were fetched
 * @param took how long it took
 */
public record KeyRefresh(String issuer, Optional<String> failure, Duration took) {
  /** Hears of every attempt, on the thread that made it. */
  @FunctionalInterface
  public interface Listener {
    /** An attempt has ended. */
    void onRefresh(KeyRefresh refresh);
  }
}
