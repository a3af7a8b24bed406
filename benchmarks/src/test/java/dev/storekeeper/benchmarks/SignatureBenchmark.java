package dev.storekeeper.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The limit: the RSA verification of the same bytes, by the JDK, with everything around it done
 * beforehand.
 */
@State(Scope.Thread)
public class SignatureBenchmark {
  private record Signed(byte[] input, byte[] signature) {}

  private final IssuedTokens tokens = new IssuedTokens();
  private final List<Signed> all = new ArrayList<>();
  private final Signature verifier;
  private int next;

  /** With a verifier that is initialised once. */
  public SignatureBenchmark() {
    try {
      verifier = Signature.getInstance("SHA256withRSA");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Issues tokens and takes them apart. */
  @Setup(Level.Iteration)
  public void decode() throws GeneralSecurityException {
    tokens.issue();
    verifier.initVerify(tokens.publicKey());
    all.clear();
    for (String token : tokens.all()) {
      int dot = token.lastIndexOf('.');
      all.add(
          new Signed(
              token.substring(0, dot).getBytes(StandardCharsets.US_ASCII),
              Base64.getUrlDecoder().decode(token.substring(dot + 1))));
    }
  }

  /** Verifies one signature. */
  @Benchmark
  public boolean signature() throws GeneralSecurityException {
    next = (next + 1) % all.size();
    Signed signed = all.get(next);
    verifier.update(signed.input());
    return Outcome.require(verifier.verify(signed.signature()));
  }
}
