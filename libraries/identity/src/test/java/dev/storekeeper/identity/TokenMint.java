package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** Signs whatever it is given with an RSA key of its own, as a hostile or broken CI would. */
public final class TokenMint {
  private final KeyPair pair;
  private final String keyId;

  private TokenMint(KeyPair pair, String keyId) {
    this.pair = pair;
    this.keyId = keyId;
  }

  /** With a new key of this id. */
  public static TokenMint create(String keyId) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new TokenMint(generator.generateKeyPair(), keyId);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With a key that a test has. */
  public static TokenMint of(KeyPair pair, String keyId) {
    return new TokenMint(pair, keyId);
  }

  /** The public key as a JWK. */
  public RSAKey publicKey() {
    return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(keyId).build();
  }

  /** The key set that an issuer with this key alone publishes. */
  public String jwks() {
    return "{\"keys\":[" + publicKey().toJSONString() + "]}";
  }

  /** An ordinary header. */
  public ObjectNode header() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("alg", "RS256")
        .put("kid", keyId)
        .put("typ", "JWT");
  }

  /** A token of these claims with an ordinary header. */
  public String token(ObjectNode claims) {
    return sign(header().toString(), claims.toString());
  }

  /** A token of any header and payload, signed with RS256. */
  public String sign(String header, String payload) {
    return sign(header.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
  }

  /** The same of any bytes. */
  public String sign(byte[] header, byte[] payload) {
    return signInput(encode(header) + "." + encode(payload));
  }

  /** The same of parts that may be encoded in any way. */
  public String signInput(String input) {
    return input + "." + encode(signature("SHA256withRSA", input));
  }

  /** A token signed with another of the JDK's RSA algorithms. */
  public String sign(String algorithm, ObjectNode header, ObjectNode claims) {
    String input = encode(bytes(header.toString())) + "." + encode(bytes(claims.toString()));
    return input + "." + encode(signature(algorithm, input));
  }

  /** Base64url without padding. */
  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] signature(String algorithm, String input) {
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(pair.getPrivate());
      signer.update(bytes(input));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
