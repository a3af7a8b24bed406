package dev.storekeeper.token.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.testing.DynamoDbLocal;
import dev.storekeeper.token.SettableClock;
import dev.storekeeper.token.Tokens;
import dev.storekeeper.token.replay.ReplayGuard.Claim;
import dev.storekeeper.token.state.StateTable;
import dev.storekeeper.token.state.StateUnavailableException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbReplayGuardTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @TempDir private static Path folder;
  private static DynamoDbLocal dynamoDb;

  private final SettableClock clock = new SettableClock(NOW);
  private StateTable table;
  private ReplayGuard guard;

  @BeforeAll
  static void startDynamoDb() throws Exception {
    dynamoDb = DynamoDbLocal.start(folder);
  }

  @AfterAll
  static void stopDynamoDb() throws Exception {
    dynamoDb.close();
  }

  @BeforeEach
  void makeTable() {
    table = new StateTable(dynamoDb.client(), dynamoDb.table("TokenTable"));
    guard = new DynamoDbReplayGuard(table, clock, new Random(1));
  }

  @Test
  void aTokenIsClaimedOnce() throws Exception {
    assertThat(guard.claim(token("a", 1))).isPresent();
    assertThat(guard.claim(token("a", 1))).isEmpty();
    assertThat(guard.claim(token("b", 1))).isPresent();
  }

  @Test
  void aJobsFixedTokenIsClaimedAsOftenAsItsIssuerAllows() throws Exception {
    for (int use = 0; use < 5; use++) {
      assertThat(guard.claim(token("a", 5))).as("use %d", use).isPresent();
    }
    assertThat(guard.claim(token("a", 5))).isEmpty();
  }

  @Test
  void ofTwoHundredParallelClaimsExactlyOneSucceeds() throws Exception {
    assertThat(claimedInParallel(token("a", 1), 200)).isEqualTo(1);
  }

  @Test
  void ofParallelClaimsNoMoreSucceedThanThereAreUses() throws Exception {
    assertThat(claimedInParallel(token("a", 7), 100)).isEqualTo(7);
  }

  @Test
  void aClaimThatIsGivenBackCanBeClaimedAgain() throws Exception {
    Claim claim = guard.claim(token("a", 1)).orElseThrow();
    guard.release(claim);
    assertThat(guard.claim(token("a", 1))).isPresent();
    assertThat(guard.claim(token("a", 1))).isEmpty();
  }

  @Test
  void givingBackTwiceFreesOneUse() throws Exception {
    guard.claim(token("a", 2));
    Claim second = guard.claim(token("a", 2)).orElseThrow();
    guard.release(second);
    guard.release(second);
    assertThat(guard.claim(token("a", 2))).isPresent();
    assertThat(guard.claim(token("a", 2))).isEmpty();
  }

  @Test
  void nobodyGivesBackTheClaimOfAnother() throws Exception {
    guard.claim(token("a", 1));
    guard.release(new Claim(key("a"), "0000000000000000"));
    guard.release(new Claim(key("never-claimed"), "0000000000000000"));
    assertThat(guard.claim(token("a", 1))).isEmpty();
    assertThat(guard.claim(token("never-claimed", 1))).isPresent();
  }

  @Test
  void anItemThatOutlivedItsTokenAdmitsNobody() throws Exception {
    assertThat(guard.claim(token("a", 5))).isPresent();
    clock.advance(Duration.ofDays(3));
    assertThat(guard.claim(token("a", 5))).isEmpty();
  }

  @Test
  void theItemLivesLongerThanTheTokenCanBePresented() throws Exception {
    guard.claim(token("a", 1));
    long acceptedUntil = token("a", 1).acceptedUntil().getEpochSecond();
    var item = table.find("replay#" + key("a")).orElseThrow();
    assertThat(item.get(StateTable.TTL))
        .isEqualTo(item.get("expires"))
        .isEqualTo(StateTable.number(acceptedUntil + 60));
  }

  @Test
  void aRepeatedCallMeetsItsOwnClaim() throws Exception {
    RandomGenerator same = () -> 42;
    ReplayGuard repeating = new DynamoDbReplayGuard(table, clock, same);
    Optional<Claim> first = repeating.claim(token("a", 1));
    assertThat(repeating.claim(token("a", 1))).isEqualTo(first);
    assertThat(guard.claim(token("a", 1))).isEmpty();
    repeating.claim(token("b", 2));
    repeating.claim(token("b", 2));
    assertThat(guard.claim(token("b", 2))).isPresent();
  }

  @Test
  void aMissingTableAdmitsNobody() {
    ReplayGuard broken =
        new DynamoDbReplayGuard(
            new StateTable(dynamoDb.client(), "no-such-table"), clock, new Random(1));
    assertThatThrownBy(() -> broken.claim(token("a", 1)))
        .isInstanceOf(StateUnavailableException.class)
        .hasMessageContaining("no-such-table");
  }

  private long claimedInParallel(VerifiedToken token, int callers) throws Exception {
    ReplayGuard shared = new DynamoDbReplayGuard(table, clock, new SecureRandom());
    try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
      List<Future<Optional<Claim>>> claims = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        claims.add(threads.submit(() -> shared.claim(token)));
      }
      long claimed = 0;
      for (Future<Optional<Claim>> claim : claims) {
        claimed += claim.get().isPresent() ? 1 : 0;
      }
      return claimed;
    }
  }

  private static VerifiedToken token(String name, int maxUses) {
    return Tokens.verified(key(name), maxUses, NOW.plusSeconds(330));
  }

  private static String key(String name) {
    return "%-64s".formatted(name).replace(' ', '0');
  }
}
