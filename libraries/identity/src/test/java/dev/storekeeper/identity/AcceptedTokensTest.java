package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptedTokensTest {
  private final Verification verification = Verification.github();

  private static Arguments with(String name, Consumer<ObjectNode> change) {
    return Arguments.of(name, change);
  }

  private static Stream<Arguments> claims() {
    return Stream.of(
        with("GitHub's", claims -> {}),
        with(
            "aud as a list of one (row 35)",
            claims -> claims.putArray("aud").add(Verification.AUDIENCE)),
        with("no nbf", claims -> claims.remove("nbf")),
        with("no jti", claims -> claims.remove("jti")),
        with("an empty jti (row 85)", claims -> claims.put("jti", "")),
        with("an azp of another party (row 44)", claims -> claims.put("azp", "1234567890")),
        with("null in a claim of the CI (row 47)", claims -> claims.putNull("environment")),
        with("CircleCI's names", claims -> claims.put("oidc.circleci.com/org-id", "x")),
        with(
            "AWS's names",
            claims ->
                claims.putObject("https://sts.amazonaws.com/").put("aws_account", "111122223333")),
        with(
            "Kubernetes' names",
            claims -> claims.putObject("kubernetes.io").putObject("pod").put("name", "x")),
        with("a name with a space", claims -> claims.put("agent_tag:my queue", "x")),
        with(
            "128 members",
            claims -> {
              for (int i = claims.size(); i < Payload.MAX_MEMBERS; i++) {
                claims.put("c" + i, i);
              }
            }),
        with("a text of 4096 characters", claims -> claims.put("x", "x".repeat(4096))),
        with("letters of all scripts", claims -> claims.put("x", "\u00e9\u4e2d\ud83d\ude00")),
        with("an unknown claim that is a fraction", claims -> claims.put("x", 1.5)));
  }

  private static Stream<Arguments> headers() {
    return Stream.of(
        with("no typ", header -> header.remove("typ")),
        with("GitHub's x5t (row 12)", header -> header.put("x5t", "ykNaY4qM_ta4k2TgZOCEYLkcYlA")),
        with("x5t#S256", header -> header.put("x5t#S256", "abc")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  void isAccepted(String name, Consumer<ObjectNode> change) throws Exception {
    ObjectNode claims = verification.claims();
    change.accept(claims);
    VerifiedToken token = verification.verify(Verification.MINT.token(claims));
    assertThat(token.keyId()).isEqualTo("key-1");
    assertThat(token.issuer().id()).isEqualTo("ci");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void isAcceptedWithAHeaderOf(String name, Consumer<ObjectNode> change) throws Exception {
    ObjectNode header = Verification.MINT.header();
    change.accept(header);
    String compact = Verification.MINT.sign(header.toString(), verification.claims().toString());
    assertThat(verification.verify(compact).keyId()).isEqualTo("key-1");
  }

  @Test
  void whiteSpaceInJsonIsLegal() throws Exception {
    String claims = verification.claims().toPrettyString();
    String compact = Verification.MINT.sign(Verification.MINT.header().toString(), claims);
    assertThat(verification.verify(compact).provenance()).containsEntry("source_repo_id", "74");
  }

  @Test
  void aDisabledIssuerIsRefused() {
    Verification disabled =
        new Verification(Issuers.github().disabled().build(), Verification.MINT.publicKey());
    assertThatThrownBy(() -> disabled.verify(Verification.MINT.token(disabled.claims())))
        .hasMessageContaining("disabled-issuer");
  }

  @Test
  void whatIsAcceptedIsDescribedWithoutItsClaims() throws Exception {
    VerifiedToken token = verification.verify(Verification.MINT.token(verification.claims()));
    assertThat(token.toString()).startsWith("token of ci ").doesNotContain("octo");
    assertThat(IdToken.parse(Verification.MINT.token(verification.claims())))
        .hasToString("ID token");
  }
}
