package dev.storekeeper.sandbox.runtime.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A provider's keys. The first is made when one is needed. Safe for use by many threads. */
final class KeyRing {
  private static final int KEPT = 8;

  private final CiSystem system;
  private final KeyFile file;
  private final Clock clock;
  private List<SigningKey> keys = List.of();
  private boolean read;

  KeyRing(CiSystem system, KeyFile file, Clock clock) {
    this.system = system;
    this.file = file;
    this.clock = clock;
  }

  /**
   * How the signing key is replaced.
   *
   * @param publishAfter how much later than it signs the new key is published
   * @param drop whether the keys before are no longer published
   * @param sameId whether the new key has the id of the one before, whose place it takes
   */
  record Rotation(Duration publishAfter, boolean drop, boolean sameId) {}

  /** The key that signs. */
  synchronized SigningKey signing() {
    return all().getLast();
  }

  /** The keys that are published now. */
  synchronized List<SigningKey> published() {
    Instant now = clock.instant();
    return all().stream().filter(key -> !now.isBefore(key.publishedFrom())).toList();
  }

  /** The published key of an id. */
  Optional<SigningKey> published(String id) {
    return published().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Makes a new key, which signs at once. */
  synchronized SigningKey rotate(Rotation rotation) {
    SigningKey before = signing();
    SigningKey.Pair pair = SigningKey.Pair.generate();
    SigningKey fresh =
        new SigningKey(
            rotation.sameId() ? before.id() : system.keyId(pair),
            pair,
            clock.instant().plus(rotation.publishAfter()));
    List<SigningKey> rest = new ArrayList<>(rotation.drop() ? List.of() : keys);
    rest.removeIf(key -> key.id().equals(fresh.id()));
    rest.add(fresh);
    keep(rest.subList(Math.max(0, rest.size() - KEPT), rest.size()));
    return fresh;
  }

  private List<SigningKey> all() {
    if (!read) {
      keys = List.copyOf(file.read());
      read = true;
    }
    if (keys.isEmpty()) {
      SigningKey.Pair pair = SigningKey.Pair.generate();
      keep(List.of(new SigningKey(system.keyId(pair), pair, Instant.EPOCH)));
    }
    return keys;
  }

  private void keep(List<SigningKey> changed) {
    file.write(changed);
    keys = List.copyOf(changed);
  }
}
