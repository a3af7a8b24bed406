package dev.storekeeper.identity;

import java.util.List;
import java.util.stream.Stream;

/** All hostile tokens, for the tests of every layer that tokens pass through. */
public final class HostileTokens {
  private HostileTokens() {}

  /** All of them, by kind. */
  public static List<HostileToken> all() {
    return Stream.of(
            HostileEnvelopes.all(),
            HostileHeaders.all(),
            HostilePayloads.all(),
            HostileClaims.all())
        .flatMap(List::stream)
        .toList();
  }
}
