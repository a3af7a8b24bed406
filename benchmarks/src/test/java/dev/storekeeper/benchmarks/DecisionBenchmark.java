package dev.storekeeper.benchmarks;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.KeysUnavailableException;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.identity.TokenVerifier;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.trust.AccessRequest;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.TrustPolicy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Storekeeper from a token's text to a decision: strict envelope, verification, and a policy of
 * which the last statement grants, so that all of them are looked at.
 */
@State(Scope.Thread)
public class DecisionBenchmark {
  private static final AccessRequest EVERYTHING =
      new AccessRequest(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty());

  /** How many statements the policy has. */
  @Param({"1", "20", "500"})
  public int statements;

  private final IssuedTokens tokens = new IssuedTokens();
  private Optional<Storekeeper> storekeeper = Optional.empty();

  private record Storekeeper(TrustPolicy policy, TokenVerifier verifier) {}

  /** Reads the policy, which a function does once, when it starts. */
  @Setup
  public void configure() {
    JWK key = new RSAKey.Builder(tokens.publicKey()).keyID(GitHubTokens.KEY_ID).build();
    String document = Policies.of(statements, new JWKSet(key).toString());
    TrustPolicy policy = TrustPolicy.read(PolicyFile.of("trust.yaml", document));
    storekeeper =
        Optional.of(
            new Storekeeper(
                policy,
                new TokenVerifier(
                    policy.issuers(), policy.audience(), new FixedKeys(key), Clock.systemUTC())));
  }

  /** Issues tokens. */
  @Setup(Level.Iteration)
  public void issue() {
    tokens.issue();
  }

  /** Verifies one token and decides on it. */
  @Benchmark
  public Decision verifyAndDecide() throws TokenRejectedException, KeysUnavailableException {
    Storekeeper parts = storekeeper.orElseThrow();
    Decision decision =
        parts.policy().decide(parts.verifier().verify(IdToken.parse(tokens.next())), EVERYTHING);
    boolean _ = Outcome.require(decision instanceof Decision.Allowed);
    return decision;
  }
}
