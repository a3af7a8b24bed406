package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.storekeeper.identity.web.FetchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Rows 11 and 20 to 24 on a clock that stands still. */
class RemoteKeysTest {
  private final MutableClock clock = new MutableClock();
  private final FakeFetcher fetcher = new FakeFetcher();
  private final List<Runnable> background = new ArrayList<>();
  private final List<KeyRefresh> heard = new ArrayList<>();
  private final RemoteKeys keys =
      new RemoteKeys(Issuers.github().build(), fetcher, clock, background::add, heard::add);

  @Test
  void keysAreFetchedOnceAndKept() throws Exception {
    fetcher.publish("a", "b");
    assertThat(ids(keys.find("a"))).containsExactly("a");
    clock.advance(Duration.ofMinutes(29));
    assertThat(keys.find("b").age()).isEqualTo(Duration.ofMinutes(29));
    assertThat(fetcher.count()).isEqualTo(1);
    assertThat(background).isEmpty();
    assertThat(heard).hasSize(1).allMatch(refresh -> refresh.failure().isEmpty());
  }

  @Test
  void halfwayTheyAreFetchedAnewInTheBackground() throws Exception {
    fetcher.publish("a");
    keys.find("a");
    clock.advance(RemoteKeys.EARLY);
    fetcher.publish("a", "b");
    assertThat(keys.find("a").age()).isEqualTo(RemoteKeys.EARLY);
    keys.find("a");
    assertThat(background).hasSize(1);
    background.removeFirst().run();
    assertThat(keys.find("a").age()).isZero();
    assertThat(fetcher.count()).isEqualTo(2);
  }

  @Test
  void anHourOldTheyAreFetchedAnewFirst() throws Exception {
    fetcher.publish("a");
    keys.find("a");
    clock.advance(RemoteKeys.FRESH);
    fetcher.publish("b");
    assertThat(keys.find("a").keys()).isEmpty();
    assertThat(fetcher.count()).isEqualTo(2);
  }

  @Test
  void aKeyThatWasTakenOutIsGoodWhileTheCopyIsFresh() throws Exception {
    fetcher.publish("a");
    keys.find("a");
    fetcher.publish("b");
    clock.advance(RemoteKeys.FRESH.minusSeconds(1));
    assertThat(ids(keys.find("a"))).containsExactly("a");
  }

  @Test
  void whileTheIssuerIsDownTheLastKeysServeForADayAndNoLonger() throws Exception {
    fetcher.publish("a");
    keys.find("a");
    fetcher.fail();
    clock.advance(RemoteKeys.MAX_STALE.minusSeconds(1));
    assertThat(ids(keys.find("a"))).containsExactly("a");
    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> keys.find("a"))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("ci")
        .hasMessageContaining("status 500");
    clock.advance(RemoteKeys.RETRY);
    fetcher.publish("a");
    assertThat(ids(keys.find("a"))).containsExactly("a");
  }

  @Test
  void withoutACopyFailuresAreRetriedEveryFewSecondsOnly() {
    fetcher.fail();
    for (int i = 0; i < 60; i++) {
      assertThatThrownBy(() -> keys.find("a")).isInstanceOf(KeysUnavailableException.class);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(fetcher.count()).isEqualTo(12);
    assertThat(heard).hasSize(12).allMatch(refresh -> refresh.failure().isPresent());
  }

  @Test
  void aFloodOfUnknownIdsMakesOneFetchAMinute() throws Exception {
    fetcher.publish("a");
    keys.find("a");
    for (int i = 0; i < 600; i++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(keys.find("unknown-" + i).keys()).isEmpty();
    }
    assertThat(fetcher.count()).isEqualTo(11);
  }

  @Test
  void failuresCoolDownToo() throws Exception {
    fetcher.publish("a");
    keys.find("a");
    fetcher.fail();
    clock.advance(RemoteKeys.COOLDOWN);
    for (int i = 0; i < 59; i++) {
      assertThat(keys.find("b").keys()).isEmpty();
      assertThat(ids(keys.find("a"))).containsExactly("a");
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(fetcher.count()).isEqualTo(2);
  }

  @Test
  void anAttemptThatBreaksCoolsDownToo() throws Exception {
    fetcher.pause(() -> {
      throw new IllegalStateException("a defect");
    });
    assertThatThrownBy(() -> keys.find("a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> keys.find("a")).isInstanceOf(KeysUnavailableException.class);
    assertThat(fetcher.count()).isEqualTo(1);
    assertThat(heard).singleElement().matches(refresh -> refresh.failure().isPresent());
  }

  @Test
  void aNewKeyIsFoundAfterTheCooldownThoughItWasUnknownBefore() throws Exception {
    fetcher.publish("a");
    keys.find("a");
    clock.advance(RemoteKeys.COOLDOWN);
    assertThat(keys.find("b").keys()).isEmpty();
    fetcher.publish("a", "b");
    assertThat(keys.find("b").keys()).isEmpty();
    clock.advance(RemoteKeys.COOLDOWN);
    assertThat(ids(keys.find("b"))).containsExactly("b");
  }

  @Test
  void aBadSignatureFetchesAnewWhatIsOlderThanTheCooldown() throws Exception {
    fetcher.publish("a");
    List<JWK> before = keys.find("a").keys();
    fetcher.publish("a");
    assertThat(keys.refreshed("a").keys()).isEqualTo(before);
    clock.advance(RemoteKeys.COOLDOWN.plusSeconds(1));
    assertThat(keys.refreshed("a").keys()).isNotEqualTo(before);
    assertThat(keys.refreshed("a").keys()).isNotEqualTo(before);
    assertThat(fetcher.count()).isEqualTo(2);
  }

  @Test
  void aClockThatIsSetBackDoesNoHarm() throws Exception {
    fetcher.publish("a");
    keys.find("a");
    clock.advance(Duration.ofDays(-2));
    assertThat(keys.find("a").age()).isZero();
  }

  @Test
  void twoHundredThreadsMakeOneFetch() throws Exception {
    fetcher.publish("a");
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<KeySource.Keys>> found = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        found.add(
            threads.submit(() -> {
              start.await();
              return keys.find("a");
            }));
      }
      start.countDown();
      for (Future<KeySource.Keys> future : found) {
        assertThat(ids(future.get())).containsExactly("a");
      }
    }
    assertThat(fetcher.count()).isEqualTo(1);
  }

  @Test
  void othersGoOnWithTheCopyWhileOneFetches() throws Exception {
    fetcher.publish("a");
    keys.find("a");
    clock.advance(RemoteKeys.FRESH);
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    fetcher.pause(() -> {
      fetching.countDown();
      goOn.await();
    });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<KeySource.Keys> slow = threads.submit(() -> keys.find("a"));
      fetching.await();
      assertThat(keys.find("a").age()).isEqualTo(RemoteKeys.FRESH);
      goOn.countDown();
      assertThat(slow.get().age()).isZero();
    }
  }

  private static List<String> ids(KeySource.Keys keys) {
    return keys.keys().stream().map(JWK::getKeyID).toList();
  }

  private static final class FakeFetcher implements KeyFetcher {
    private List<JWK> published = List.of();
    private Pause pause = () -> {};
    private int count;

    @Override
    public synchronized KeySet fetch(Issuer issuer) throws FetchException {
      count++;
      try {
        pause.await();
      } catch (InterruptedException e) {
        throw new FetchException("interrupted", e);
      }
      if (published.isEmpty()) {
        throw new FetchException("status 500; expected 200");
      }
      return new KeySet(published);
    }

    void publish(String... ids) {
      published = List.of(ids).stream().map(FakeFetcher::key).toList();
    }

    private static JWK key(String id) {
      try {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK();
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    }

    void fail() {
      published = List.of();
    }

    void pause(Pause next) {
      pause = next;
    }

    int count() {
      return count;
    }
  }

  private interface Pause {
    void await() throws InterruptedException;
  }
}
