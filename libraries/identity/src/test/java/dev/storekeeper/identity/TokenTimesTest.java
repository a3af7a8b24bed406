package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows 39 to 43 on the second; all times are seconds from now. GitHub's tokens last 900 s at most.
 */
class TokenTimesTest {
  private final Verification verification = Verification.github();

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      textBlock =
          """
          an ordinary token,              -10,  290,  -610, accepted
          expires now,                   -300,    0,      , accepted
          expired 29 s ago,              -300,  -29,      , accepted
          expired exactly the leeway ago, -300,  -30,      , expired
          expired 31 s ago,              -300,  -31,      , expired
          issued 30 s from now,            30,  300,      , accepted
          issued 31 s from now,            31,  300,      , not-yet-valid
          not before 30 s from now,         0,  300,    30, accepted
          not before 31 s from now,         0,  300,    31, not-yet-valid
          not before its end,               0,   20,    20, accepted
          not before a second past its end, 0,   20,    21, lifetime
          as long a life as is allowed,     0,  900,      , accepted
          a second longer,                  0,  901,      , lifetime
          a life of one second,             0,    1,      , accepted
          a life of nothing,                0,    0,      , lifetime
          a life that ends before it began, 10,   9,      , lifetime
          expired and too long a life,  -2000,  -31,      , expired
          """)
  void onTheSecond(String name, long iat, long exp, @Nullable Long nbf, String outcome)
      throws Exception {
    assertThat(outcome(iat, exp, nbf)).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "issued {0} s ago: {1}")
  @CsvSource({"3600, accepted", "3629, accepted", "3630, lifetime", "3631, lifetime"})
  void aTokenMayBeAnHourOld(long age, String outcome) throws Exception {
    Verification patient = new Verification(longLived(), Verification.MINT.publicKey());
    ObjectNode claims = patient.claims();
    long now = patient.clock().instant().getEpochSecond();
    claims.put("iat", now - age).put("exp", now + 3600);
    assertThat(outcome(patient, claims)).isEqualTo(outcome);
  }

  @Test
  void theClocksFractionCounts() throws Exception {
    ObjectNode claims = verification.claims();
    long exp = claims.path("exp").asLong();
    verification.clock().set(Instant.ofEpochSecond(exp + 30).minusNanos(1));
    assertThat(outcome(verification, claims)).isEqualTo("accepted");
    verification.clock().advance(Duration.ofNanos(1));
    assertThat(outcome(verification, claims)).isEqualTo("expired");
  }

  @Test
  void itIsSaidUntilWhenATokenIsTaken() throws Exception {
    ObjectNode claims = verification.claims();
    VerifiedToken token = verification.verify(Verification.MINT.token(claims));
    assertThat(token.expiresAt().getEpochSecond()).isEqualTo(claims.path("exp").asLong());
    assertThat(token.acceptedUntil()).isEqualTo(token.expiresAt().plusSeconds(30));

    Verification patient = new Verification(longLived(), Verification.MINT.publicKey());
    ObjectNode longer = patient.claims();
    longer.put("exp", longer.path("iat").asLong() + 7200);
    VerifiedToken aging = patient.verify(Verification.MINT.token(longer));
    assertThat(aging.acceptedUntil()).isEqualTo(patient.clock().instant().plusSeconds(3630));
  }

  private static Issuer longLived() {
    Issuer issuer = Issuers.github().build();
    return new Issuer(
        issuer.id(),
        issuer.preset(),
        issuer.url(),
        issuer.algorithms(),
        issuer.audience(),
        issuer.require(),
        issuer.replay(),
        issuer.keys(),
        Duration.ofDays(1),
        Duration.ofHours(1),
        issuer.claims(),
        issuer.triggers(),
        true);
  }

  private String outcome(long iat, long exp, @Nullable Long nbf) throws Exception {
    long now = verification.clock().instant().getEpochSecond();
    ObjectNode claims = verification.claims();
    claims.put("iat", now + iat).put("exp", now + exp).remove("nbf");
    if (nbf != null) {
      claims.put("nbf", now + nbf);
    }
    return outcome(verification, claims);
  }

  private static String outcome(Verification verification, ObjectNode claims) throws Exception {
    try {
      verification.verify(Verification.MINT.token(claims));
      return "accepted";
    } catch (TokenRejectedException e) {
      return e.problem().word();
    }
  }
}
