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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The baseline: Nimbus JOSE+JWT as its documentation sets it up. It verifies signature, issuer,
 * audience and times; it has no strict envelope and decides nothing.
 */
@State(Scope.Thread)
public class NimbusBenchmark {
  private final IssuedTokens tokens = new IssuedTokens();
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** Gives it the key, in memory. */
  @Setup
  public void configure() {
    JWKSet keys =
        new JWKSet(new RSAKey.Builder(tokens.publicKey()).keyID(GitHubTokens.KEY_ID).build());
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys)));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            GitHubTokens.AUDIENCE,
            new JWTClaimsSet.Builder().issuer(GitHubTokens.ISSUER).build(),
            Set.of("sub", "iat", "exp")));
  }

  /** Issues tokens. */
  @Setup(Level.Iteration)
  public void issue() {
    tokens.issue();
  }

  /** Verifies one token. */
  @Benchmark
  public JWTClaimsSet nimbus() throws ParseException, BadJOSEException, JOSEException {
    return processor.process(tokens.next(), null);
  }
}
