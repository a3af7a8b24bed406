package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A token signed with an elliptic-curve key. */
  static String ecdsa(ECKey key, String algorithm, ObjectNode claims) throws Exception {
    String hash = algorithm.replace("ES", "SHA");
    Signature signer = Signature.getInstance(hash + "withECDSAinP1363Format");
    return signed(signer, key.toECPrivateKey(), header(algorithm, key.getKeyID()), claims);
  }

  @ParameterizedTest
  @CsvSource({"RS256, SHA256withRSA", "RS384, SHA384withRSA", "RS512, SHA512withRSA"})
  void rsaVerifies(String algorithm, String jdk) throws Exception {
    Verification verification = of(algorithm, Verification.MINT.publicKey());
    ObjectNode header = header(algorithm, "key-1");
    String token = Verification.MINT.sign(jdk, header, verification.claims());
    assertThat(verification.verify(token).keyId()).isEqualTo("key-1");
  }

  @Test
  void pssVerifies() throws Exception {
    KeyPair pair = pair("RSA", 2048);
    RSAKey key = new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID("pss").build();
    Verification verification = of("PS256", key);
    Signature signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    String token = signed(signer, pair.getPrivate(), header("PS256", "pss"), verification.claims());
    assertThat(verification.verify(token).keyId()).isEqualTo("pss");
    assertThat(problem(verification, flipped(token))).isEqualTo(TokenProblem.SIGNATURE);
  }

  @ParameterizedTest
  @CsvSource({"ES256, P-256", "ES384, P-384"})
  void ecdsaVerifies(String algorithm, String curve) throws Exception {
    ECKey key = new ECKeyGenerator(Curve.parse(curve)).keyID("ec").generate();
    Verification verification = of(algorithm, key.toPublicJWK());
    String token = ecdsa(key, algorithm, verification.claims());
    assertThat(verification.verify(token).keyId()).isEqualTo("ec");
    assertThat(problem(verification, flipped(token))).isEqualTo(TokenProblem.SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void ed25519Verifies(int repetition) throws Exception {
    KeyPair pair = pair("Ed25519", 255);
    Verification verification = of("EdDSA", jwk(pair));
    Signature signer = Signature.getInstance("Ed25519");
    String token =
        signed(
            signer,
            pair.getPrivate(),
            header("EdDSA", "ed"),
            verification.claims().put("run_id", "run " + repetition));
    assertThat(verification.verify(token).keyId()).isEqualTo("ed");
    assertThat(problem(verification, flipped(token))).isEqualTo(TokenProblem.SIGNATURE);
    String longer = withSignature(token, new byte[65]);
    assertThat(problem(verification, longer)).isEqualTo(TokenProblem.SIGNATURE);
  }

  @Test
  void anEllipticSignatureIsOfTwoNumbersInRange() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    Verification verification = of("ES256", key.toPublicJWK());
    String token = ecdsa(key, "ES256", verification.claims());
    byte[] full = new byte[64];
    Arrays.fill(full, (byte) 0xff);
    byte[] half = new byte[64];
    half[31] = 1;
    Signature der = Signature.getInstance("SHA256withECDSA");
    String asDer = signed(der, key.toECPrivateKey(), header("ES256", "ec"), verification.claims());
    List<String> row7 =
        List.of(
            withSignature(token, new byte[64]),
            withSignature(token, half),
            withSignature(token, full),
            withSignature(token, new byte[63]),
            withSignature(token, new byte[65]),
            withSignature(token, new byte[96]),
            withSignature(token, new byte[1]),
            asDer);
    for (String hostile : row7) {
      assertThat(problem(verification, hostile)).isEqualTo(TokenProblem.SIGNATURE);
    }
  }

  @Test
  void anAlgorithmHasToFitTheKey() throws Exception {
    ECKey p256 = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    ECKey p384 = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
    Verification wrongCurve = of("ES256", p384.toPublicJWK());
    assertThat(problem(wrongCurve, ecdsa(p256, "ES256", wrongCurve.claims())))
        .isEqualTo(TokenProblem.ALGORITHM);
    Verification wrongType =
        of("RS256", new ECKey.Builder(p256.toPublicJWK()).keyID("key-1").build());
    assertThat(problem(wrongType, Verification.MINT.token(wrongType.claims())))
        .isEqualTo(TokenProblem.ALGORITHM);
  }

  @Test
  void aKeyForAnotherAlgorithmIsNotUsed() throws Exception {
    RSAKey key =
        new RSAKey.Builder(Verification.MINT.publicKey()).algorithm(JWSAlgorithm.RS512).build();
    Verification verification = of("RS256", key);
    assertThat(problem(verification, Verification.MINT.token(verification.claims())))
        .isEqualTo(TokenProblem.ALGORITHM);
  }

  @Test
  void allKeysOfTheSameIdAreTried() throws Exception {
    Verification verification =
        of("RS256", TokenMint.create("key-1").publicKey(), Verification.MINT.publicKey());
    String token = Verification.MINT.token(verification.claims());
    assertThat(verification.verify(token).keyId()).isEqualTo("key-1");
  }

  private static Verification of(String algorithm, JWK... keys) {
    Issuer issuer = Issuers.github().algorithms(Algorithm.valueOf(algorithm)).build();
    return new Verification(issuer, keys);
  }

  private static ObjectNode header(String algorithm, String keyId) {
    return JSON.objectNode().put("alg", algorithm).put("kid", keyId);
  }

  private static KeyPair pair(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static OctetKeyPair jwk(KeyPair pair) {
    byte[] encoded = ((EdECPublicKey) pair.getPublic()).getEncoded();
    byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID("ed").build();
  }

  private static String signed(
      Signature signer, PrivateKey key, ObjectNode header, ObjectNode claims) throws Exception {
    String input =
        TokenMint.encode(TokenMint.bytes(header.toString()))
            + "."
            + TokenMint.encode(TokenMint.bytes(claims.toString()));
    signer.initSign(key);
    signer.update(TokenMint.bytes(input));
    return input + "." + TokenMint.encode(signer.sign());
  }

  private static String flipped(String token) {
    int at = token.lastIndexOf('.') + 5;
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  private static String withSignature(String token, byte[] signature) {
    return token.substring(0, token.lastIndexOf('.') + 1) + TokenMint.encode(signature);
  }

  private static TokenProblem problem(Verification verification, String token) {
    TokenRejectedException refusal =
        catchThrowableOfType(TokenRejectedException.class, () -> verification.verify(token));
    assertThat(refusal).isNotNull();
    return refusal.problem();
  }
}
