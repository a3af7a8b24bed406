package dev.storekeeper.sandbox.runtime.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitiesTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  private final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));
  private final Identities identities = new Identities("111122223333", clock);

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void aSessionEndsAtItsEndAndIsForgottenLater() {
    Caller session = session(Duration.ofMinutes(15));
    String key = identities.issue(session).accessKeyId();
    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    assertThat(identities.expired(identities.callerOf(key))).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(identities.expired(identities.callerOf(key))).isTrue();

    clock.advance(Duration.ofHours(2));
    identities.issue(session(Duration.ofMinutes(15)));
    assertThat(identities.sessions()).hasSize(1);
    assertThatThrownBy(() -> identities.callerOf(key))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining("ended long ago");
  }

  @ParameterizedTest
  @CsvSource({
    "user_alice, alice",
    "user_Bob_2, Bob_2",
    "user_, owner",
    "user_a b, owner",
    "user_../x, owner",
    "sandbox, owner",
    "AKIAIOSFODNN7EXAMPLE, owner",
  })
  void aKeyMayNameAPerson(String key, String name) {
    Caller person = identities.callerOf(key);
    assertThat(person.arn()).isEqualTo("arn:aws:iam::111122223333:user/" + name);
    assertThat(person).isInstanceOf(Caller.Owner.class);
  }

  @Test
  void aKeyOfAnotherRunIsNobodysButAnyOtherKeyIsTheOwners() {
    String foreign =
        new Identities("111122223333", clock).issue(session(Duration.ofHours(1))).accessKeyId();

    assertThatThrownBy(() -> identities.callerOf(foreign)).isInstanceOf(AwsException.class);
    assertThat(identities.callerOf("ASIAIOSFODNN7EXAMPLE"))
        .isEqualTo(new Caller.Owner("111122223333"));
  }

  @Test
  void onlySessionsOfStsAreShown() {
    identities.issue(new Caller.RoleSession(TestRoles.arn("function"), "own", ""));
    Caller session = session(Duration.ofHours(1));
    identities.issue(session);

    assertThat(identities.sessions()).containsExactly((Caller.RoleSession) session);
  }

  private Caller session(Duration length) {
    return new Caller.RoleSession(
        TestRoles.arn("ci"),
        "job",
        "",
        new SessionAttributes(
            Optional.empty(), Map.of(), Optional.of(clock.instant().plus(length))));
  }
}
