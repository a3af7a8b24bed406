package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 2, 5, 6, 10 and 24, and what Jenkins writes. */
class KeySetTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RSAKey RSA = TokenMint.create("other").publicKey();

  private static Arguments key(String name, Consumer<ObjectNode> change) {
    return Arguments.of(name, change);
  }

  private static Stream<Arguments> unfit() {
    return Stream.of(
        key("for encryption", key -> key.put("use", "enc")),
        key("use of a wrong type", key -> key.put("use", 1)),
        key("use null", key -> key.putNull("use")),
        key("for signing only", key -> key.putArray("key_ops").add("sign")),
        key("for nothing", key -> key.putArray("key_ops")),
        key("key_ops of a wrong type", key -> key.put("key_ops", "verify")),
        key("a private key", key -> key.put("d", "AQAB")),
        key("a prime of it", key -> key.put("p", "AQAB")),
        key("a symmetric key", key -> key.put("kty", "oct").put("k", "AAAA")),
        key("a type in other letters", key -> key.put("kty", "rsa")),
        key("no type", key -> key.remove("kty")),
        key("1024 bits", key -> key.put("n", modulus(1024))),
        key("2047 bits", key -> key.put("n", modulus(2047))),
        key("8193 bits", key -> key.put("n", modulus(8193))),
        key("an even modulus", key -> key.put("n", number(BigInteger.TWO.pow(2047)))),
        key("no modulus", key -> key.remove("n")),
        key("exponent 1", key -> key.put("e", number(BigInteger.ONE))),
        key("exponent 2", key -> key.put("e", number(BigInteger.TWO))),
        key("an even exponent", key -> key.put("e", number(BigInteger.valueOf(65_536)))),
        key("a huge exponent", key -> key.put("e", modulus(256))),
        key("an id that is no text", key -> key.put("kid", 1)),
        key("an empty id", key -> key.put("kid", "")),
        key("an id of 257 characters", key -> key.put("kid", "k".repeat(257))),
        key("an id with a newline", key -> key.put("kid", "a\nb")),
        key("alg of a wrong type", key -> key.put("alg", 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void anUnfitKeyIsLeftOut(String name, Consumer<ObjectNode> change) throws Exception {
    ObjectNode key = json(Verification.MINT.publicKey());
    change.accept(key);
    assertThat(read(key.toString(), RSA.toJSONString()).keys()).containsExactly(RSA);
    assertThatThrownBy(() -> read(key.toString()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("without a key that is fit");
  }

  @Test
  void whatVerifyingDoesNotNeedIsNotLookedAt() throws Exception {
    ObjectNode key = json(Verification.MINT.publicKey());
    key.put("x5t", "junk").put("x5u", "http://127.0.0.1/").putArray("x5c").add("no certificate");
    key.put("use", "sig").putArray("key_ops").add("verify");
    assertThat(read(key.toString()).keys()).containsExactly(Verification.MINT.publicKey());
  }

  @Test
  void aModulusWithALeadingZeroByteIsTheSame() throws Exception {
    byte[] modulus = Verification.MINT.publicKey().getModulus().decode();
    byte[] padded = new byte[modulus.length + 1];
    System.arraycopy(modulus, 0, padded, 1, modulus.length);
    ObjectNode key = json(Verification.MINT.publicKey()).put("n", TokenMint.encode(padded));
    assertThat(read(key.toString()).keys()).containsExactly(Verification.MINT.publicKey());
  }

  @Test
  void ellipticCurvesAreTheTwoThatAreUsed() throws Exception {
    ECKey p256 = new ECKeyGenerator(Curve.P_256).keyID("a").generate().toPublicJWK();
    ECKey p384 = new ECKeyGenerator(Curve.P_384).keyID("b").generate().toPublicJWK();
    ECKey p521 = new ECKeyGenerator(Curve.P_521).keyID("c").generate().toPublicJWK();
    String offCurve = json(p256).put("x", TokenMint.encode(new byte[32])).toString();
    String otherCurve = json(p256).put("crv", "P-384").toString();
    String noCurve = json(p256).without("crv").toString();
    KeySet set =
        read(
            p256.toJSONString(),
            p384.toJSONString(),
            p521.toJSONString(),
            offCurve,
            otherCurve,
            noCurve);
    assertThat(set.keys()).isEqualTo(List.<JWK>of(p256, p384));
  }

  @Test
  void edwardsKeysHave32Bytes() throws Exception {
    String good = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"a\",\"x\":\"%s\"}";
    String sound = good.formatted(TokenMint.encode(new byte[32]));
    String tooShort = good.formatted(TokenMint.encode(new byte[31]));
    String agreement = sound.replace("Ed25519", "X25519");
    assertThat(read(sound, tooShort, agreement).keys()).hasSize(1);
  }

  @Test
  void keysThatShareAnIdAreAllFoundUpToFour() throws Exception {
    String[] keys =
        IntStream.range(0, 5).mapToObj(i -> elliptic("same").toJSONString()).toArray(String[]::new);
    assertThat(read(Arrays.copyOf(keys, 4)).withId("same")).hasSize(4);
    assertThat(read(keys).withId("same")).isEmpty();
    assertThat(read(keys[0], keys[0]).withId("same")).hasSize(1);
  }

  @Test
  void sixtyFourKeysAreTheMost() throws Exception {
    String[] keys = Collections.nCopies(64, RSA.toJSONString()).toArray(String[]::new);
    assertThat(read(keys).keys()).hasSize(1);
    assertThatThrownBy(() -> read(Arrays.copyOf(keys, 64), RSA.toJSONString()))
        .hasMessageContaining("more than 64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<!doctype html>",
        "[]",
        "null",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":[]}",
        "{\"keys\":[null,1,\"x\",[]]}",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[]}{}"
      })
  void aDocumentThatIsNoKeySetIsRefused(String json) {
    assertThatThrownBy(() -> KeySet.read(TokenMint.bytes(json)))
        .isInstanceOf(MalformedException.class);
    assertThat(StaticKeys.problem(json)).isPresent();
  }

  private static JWK elliptic(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeySet read(String[] keys, String more) throws MalformedException {
    return read(Stream.concat(Arrays.stream(keys), Stream.of(more)).toArray(String[]::new));
  }

  private static KeySet read(String... keys) throws MalformedException {
    String list = Arrays.stream(keys).collect(Collectors.joining(","));
    return KeySet.read(TokenMint.bytes("{\"keys\":[" + list + "]}"));
  }

  private static ObjectNode json(JWK key) throws Exception {
    return (ObjectNode) JSON.readTree(key.toJSONString());
  }

  private static String modulus(int bits) {
    return number(BigInteger.TWO.pow(bits - 1).add(BigInteger.ONE));
  }

  private static String number(BigInteger number) {
    return TokenMint.encode(number.toByteArray());
  }
}
