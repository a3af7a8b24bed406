package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded random tokens: no other bytes than those that were signed, and nothing past Nimbus. */
class EnvelopePropertyTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n\t\"{}%\u00e9\u0000";
  private final Verification verification = Verification.github();

  @Test
  void aChangedTokenIsNeverAccepted() throws Exception {
    String token = Verification.MINT.token(verification.claims());
    assertThat(accepted(token)).isPresent();
    Random random = new Random(20261125);
    for (int i = 0; i < 3000; i++) {
      String mutant = mutant(token, random);
      if (!mutant.equals(token)) {
        assertThat(accepted(mutant)).as("mutant %d", i).isEmpty();
      }
    }
  }

  @Test
  void partsOfTwoTokensAreNeverAcceptedTogether() throws Exception {
    String[] one = Verification.MINT.token(verification.claims()).split("\\.");
    String[] other =
        Verification.MINT.token(verification.claims().put("sub", "other")).split("\\.");
    assertThat(accepted(one[0] + "." + other[1] + "." + one[2])).isEmpty();
    assertThat(accepted(one[0] + "." + one[1] + "." + other[2])).isEmpty();
  }

  @Test
  void whatIsAcceptedNimbusAcceptsWithTheSameClaims() throws Exception {
    Random random = new Random(7);
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String token = token(random);
      if (accepted(token).isPresent()) {
        accepted.add(token);
        SignedJWT nimbus = SignedJWT.parse(token);
        assertThat(nimbus.verify(new RSASSAVerifier(Verification.MINT.publicKey()))).isTrue();
        IdToken ours = IdToken.parse(token);
        assertThat(nimbus.getJWTClaimsSet().getSubject())
            .isEqualTo(ours.claims().path("sub").asText());
        assertThat(nimbus.getJWTClaimsSet().getAudience()).containsExactly(Verification.AUDIENCE);
        assertThat(nimbus.getJWTClaimsSet().getClaims().keySet())
            .containsExactlyInAnyOrderElementsOf(names(ours.claims()));
      }
    }
    assertThat(accepted).hasSizeBetween(100, 500);
  }

  private String token(Random random) {
    ObjectNode claims = verification.claims();
    for (int i = random.nextInt(4); i > 0; i--) {
      claims.set(text(random), Verification.MINT.header().textNode(text(random)));
    }
    ObjectNode header = Verification.MINT.header();
    if (random.nextInt(4) == 0) {
      header.put(random.nextBoolean() ? "x5t" : "x5u", text(random));
    }
    String payload = claims.toString();
    for (int i = random.nextInt(3); i > 1; i--) {
      int at = random.nextInt(payload.length());
      payload = payload.substring(0, at) + " " + payload.substring(at);
    }
    return Verification.MINT.sign(header.toString(), payload);
  }

  private static String text(Random random) {
    return random
        .ints(1 + random.nextInt(12), 0x20, random.nextInt(3) == 0 ? 0x2100 : 0x7f)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String mutant(String token, Random random) {
    StringBuilder mutant = new StringBuilder(token);
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = random.nextInt(mutant.length());
      char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(4)) {
        case 0 -> mutant.setCharAt(at, other);
        case 1 -> mutant.insert(at, other);
        case 2 -> mutant.deleteCharAt(at);
        default -> mutant.append(other);
      }
    }
    return mutant.toString();
  }

  private Optional<VerifiedToken> accepted(String token) throws KeysUnavailableException {
    try {
      return Optional.of(verification.verify(token));
    } catch (TokenRejectedException e) {
      assertThat(e.problem()).isNotNull();
      return Optional.empty();
    }
  }

  private static List<String> names(ObjectNode claims) {
    List<String> names = new ArrayList<>();
    claims.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
