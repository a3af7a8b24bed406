package dev.storekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.storekeeper.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policy explain --verify}, with keys in the policy. */
class VerifyTest {
  @TempDir private Path folder = Path.of("");

  private Path policy(RSAKey key) throws IOException {
    return Files.writeString(
        folder.resolve("trust.yaml"),
        """
        version: 1
        audience: storekeeper-test
        issuers:
          - id: ci
            preset: generic
            issuer: https://ci.example/oidc
            jwks: { static: '{"keys":[%s]}' }
        statements:
          - id: release
            issuer: ci
            when: { sub: [release] }
            grant: { domain: acme, repositories: [team], scopes: [read] }
        """
            .formatted(key.toPublicJWK().toJSONString()));
  }

  private static RSAKey key() throws JOSEException {
    return new RSAKeyGenerator(2048).keyID("a").generate();
  }

  private static String token(RSAKey key, Instant issued) throws JOSEException {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("https://ci.example/oidc")
            .subject("release")
            .audience("storekeeper-test")
            .issueTime(Date.from(issued))
            .expirationTime(Date.from(issued.plusSeconds(300)))
            .build();
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("a").build(), claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static Result explain(String token, Path policy, String... more) {
    Object[] arguments = new Object[5 + more.length];
    System.arraycopy(
        new Object[] {"policy", "explain", "--token-file", "-", policy}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Shell.runWith(token + "\n", Map.of(), false, arguments);
  }

  @Test
  void aTokenIsVerifiedOnlyIfAsked() throws Exception {
    RSAKey key = key();
    String token = token(key, Shell.NOW);
    assertThat(explain(token, policy(key)).out()).startsWith("NOT VERIFIED");
    Result verified = explain(token, policy(key), "--verify");
    assertThat(verified.out()).startsWith("VERIFIED: signature (key a)").contains("ALLOWED");
    assertThat(verified.code()).isZero();
    assertThat(verified.out()).doesNotContain(token.substring(0, 30));
  }

  @Test
  void aTokenOfAnotherKeyOrTimeIsRefused() throws Exception {
    RSAKey key = key();
    Result forged = explain(token(key(), Shell.NOW), policy(key), "--verify");
    assertThat(forged.code()).isEqualTo(1);
    assertThat(forged.out()).contains("would refuse this token: signature:");
    Result old = explain(token(key, Shell.NOW.minusSeconds(3600)), policy(key), "--verify");
    assertThat(old.code()).isEqualTo(1);
    assertThat(old.out()).contains("would refuse this token: expired:");
  }
}
