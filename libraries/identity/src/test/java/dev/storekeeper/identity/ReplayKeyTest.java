package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Rows 83 to 85. */
class ReplayKeyTest {
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private final Verification verification = Verification.github();

  @Test
  void isTheSameForTheSameIdAndAnotherForAnother() throws Exception {
    ObjectNode claims = verification.claims();
    String key = key(verification, claims);
    assertThat(key).matches("[0-9a-f]{64}");
    assertThat(key(verification, claims.deepCopy().put("run_id", "10"))).isEqualTo(key);
    assertThat(key(verification, claims.deepCopy().put("jti", "other"))).isNotEqualTo(key);
  }

  @Test
  void isOfTheSignedBytesWithoutAnId() throws Exception {
    ObjectNode claims = verification.claims().put("jti", "");
    String key = key(verification, claims);
    assertThat(key(verification, claims)).isEqualTo(key);
    assertThat(key(verification, claims.deepCopy().put("run_id", "10"))).isNotEqualTo(key);
  }

  @Test
  void anIdIsNeverTheSignedBytesOfAnother() throws Exception {
    ObjectNode claims = verification.claims();
    claims.remove("jti");
    String compact = Verification.MINT.token(claims);
    String input = compact.substring(0, compact.lastIndexOf('.'));
    assertThat(key(verification, claims.deepCopy().put("jti", input)))
        .isNotEqualTo(verification.verify(compact).replayKey());
  }

  @Test
  void isBoundToTheIssuer() throws Exception {
    Verification other =
        new Verification(Issuers.github().id("other").build(), Verification.MINT.publicKey());
    ObjectNode claims = verification.claims();
    assertThat(key(other, claims)).isNotEqualTo(key(verification, claims));
  }

  @Test
  void theOtherSignatureOfTheSameTokenHasTheSameKey() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    Verification elliptic =
        new Verification(Issuers.github().algorithms(Algorithm.ES256).build(), key.toPublicJWK());
    ObjectNode claims = elliptic.claims();
    claims.remove("jti");
    String token = SignaturesTest.ecdsa(key, "ES256", claims);
    String twin = negated(token);
    assertThat(twin).isNotEqualTo(token);
    assertThat(elliptic.verify(twin).replayKey()).isEqualTo(elliptic.verify(token).replayKey());
  }

  private static String negated(String token) {
    int at = token.lastIndexOf('.') + 1;
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(at));
    BigInteger s = P256_ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
    byte[] bytes = s.toByteArray();
    byte[] other = Arrays.copyOf(signature, 64);
    Arrays.fill(other, 32, 64, (byte) 0);
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, other, 64 - length, length);
    return token.substring(0, at) + TokenMint.encode(other);
  }

  private static String key(Verification verification, ObjectNode claims) throws Exception {
    return verification.verify(Verification.MINT.token(claims)).replayKey();
  }
}
