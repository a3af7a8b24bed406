package dev.storekeeper.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The baseline: Nimbus JOSE+JWT as its documentation sets it up. It verifies signature, issuer,
 * audience and times; it has no strict envelope and decides nothing.
 */
@State(Scope.Thread)
public class NimbusBenchmark {
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** Gives it the key, in memory. */
  @Setup
  public void configure(IssuedTokens tokens) {
    JWKSet keys =
        new JWKSet(
            new RSAKey.Builder(tokens.github().publicKey()).keyID(GitHubTokens.KEY_ID).build());
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys)));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            GitHubTokens.AUDIENCE,
            new JWTClaimsSet.Builder().issuer(GitHubTokens.ISSUER).build(),
            Set.of("sub", "iat", "exp")));
  }

  /** Verifies one token. */
  @Benchmark
  public JWTClaimsSet nimbus(IssuedTokens tokens)
      throws ParseException, BadJOSEException, JOSEException {
    return processor.process(tokens.next(), null);
  }
}
