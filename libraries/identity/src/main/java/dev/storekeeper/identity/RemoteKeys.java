package dev.storekeeper.identity;

import com.nimbusds.jose.jwk.JWK;
import dev.storekeeper.identity.web.FetchException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys of one issuer that publishes them, kept as long as they are fresh. There is at most one
 * fetch at a time, and none sooner after another than the cooldown, whether that one succeeded or
 * not; so nothing that callers send makes for more. A failure leaves the keys as they were.
 */
final class RemoteKeys {
  /** From this age on the keys are fetched anew in the background. */
  static final Duration EARLY = Duration.ofMinutes(30);

  /** From this age on a caller fetches them anew; the others go on with the copy meanwhile. */
  static final Duration FRESH = Duration.ofHours(1);

  /** From this age on they are not used any more. */
  static final Duration MAX_STALE = Duration.ofHours(24);

  /** The least time between two fetches while a copy is usable. */
  static final Duration COOLDOWN = Duration.ofSeconds(60);

  /** The same while none is. */
  static final Duration RETRY = Duration.ofSeconds(5);

  private final Issuer issuer;
  private final KeyFetcher fetcher;
  private final Clock clock;
  private final Executor background;
  private final KeyRefresh.Listener listener;
  private final ReentrantLock flight = new ReentrantLock();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile Optional<Copy> copy = Optional.empty();
  private volatile Optional<Attempt> last = Optional.empty();

  RemoteKeys(
      Issuer issuer,
      KeyFetcher fetcher,
      Clock clock,
      Executor background,
      KeyRefresh.Listener listener) {
    this.issuer = issuer;
    this.fetcher = fetcher;
    this.clock = clock;
    this.background = background;
    this.listener = listener;
  }

  /** The keys of an id; an id that is not there is looked for anew. */
  KeySource.Keys find(String id) throws KeysUnavailableException {
    KeySource.Keys found = usable().withId(id, clock.instant());
    if (found.keys().isEmpty()) {
      refresh(COOLDOWN);
      found = usable().withId(id, clock.instant());
    }
    return found;
  }

  /** The keys of an id after a signature that did not verify with them. */
  KeySource.Keys refreshed(String id) throws KeysUnavailableException {
    if (age().filter(age -> age.compareTo(COOLDOWN) > 0).isPresent()) {
      refresh(COOLDOWN);
    }
    return usable().withId(id, clock.instant());
  }

  /** How old the keys are, if there are any. */
  Optional<Duration> age() {
    Instant now = clock.instant();
    return copy.map(current -> current.age(now));
  }

  private Copy usable() throws KeysUnavailableException {
    Optional<Duration> age = age();
    if (age.isEmpty() || age.get().compareTo(MAX_STALE) >= 0) {
      refresh(RETRY);
    } else if (age.get().compareTo(FRESH) >= 0) {
      refreshUnlessBusy();
    } else if (age.get().compareTo(EARLY) >= 0) {
      refreshInBackground();
    }
    Instant now = clock.instant();
    return copy.filter(current -> current.age(now).compareTo(MAX_STALE) < 0)
        .orElseThrow(() -> new KeysUnavailableException(issuer.id(), problem()));
  }

  private String problem() {
    return last.flatMap(Attempt::failure).orElse("not fetched yet");
  }

  private void refreshInBackground() {
    if (isCool(COOLDOWN) && scheduled.compareAndSet(false, true)) {
      background.execute(() -> {
        try {
          refreshUnlessBusy();
        } finally {
          scheduled.set(false);
        }
      });
    }
  }

  private void refreshUnlessBusy() {
    if (flight.tryLock()) {
      try {
        fetchIfCool(COOLDOWN);
      } finally {
        flight.unlock();
      }
    }
  }

  private void refresh(Duration cooldown) {
    flight.lock();
    try {
      fetchIfCool(cooldown);
    } finally {
      flight.unlock();
    }
  }

  private void fetchIfCool(Duration cooldown) {
    if (!isCool(cooldown)) {
      return;
    }
    Instant start = clock.instant();
    Optional<String> failure = Optional.of("broke");
    try {
      failure = fetch(start);
    } finally {
      Instant end = clock.instant();
      last = Optional.of(new Attempt(end, failure));
      listener.onRefresh(new KeyRefresh(issuer.id(), failure, Duration.between(start, end)));
    }
  }

  private Optional<String> fetch(Instant now) {
    try {
      copy = Optional.of(new Copy(fetcher.fetch(issuer), now));
      return Optional.empty();
    } catch (FetchException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private boolean isCool(Duration cooldown) {
    Instant now = clock.instant();
    return last.filter(attempt -> Duration.between(attempt.at(), now).compareTo(cooldown) < 0)
        .isEmpty();
  }

  private record Attempt(Instant at, Optional<String> failure) {}

  private record Copy(KeySet set, Instant at) {
    /** Never negative, though clocks are set back. */
    Duration age(Instant now) {
      Duration age = Duration.between(at, now);
      return age.isNegative() ? Duration.ZERO : age;
    }

    KeySource.Keys withId(String id, Instant now) {
      List<JWK> keys = set.withId(id);
      return new KeySource.Keys(keys, age(now));
    }
  }
}
