package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * An RSA key of 2048 bits that signs with RS256.
 *
 * @param id its {@code kid}
 * @param pair the key itself
 * @param publishedFrom from when on it is among the published keys
 */
record SigningKey(String id, Pair pair, Instant publishedFrom) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /**
   * A private key, which with RSA holds the public one.
   *
   * @param key the private key
   */
  record Pair(RSAPrivateCrtKey key) {
    static Pair generate() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return of(generator.generateKeyPair().getPrivate());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform makes RSA keys", e);
      }
    }

    /**
     * @throws IllegalArgumentException if the bytes are no such key
     */
    static Pair decode(byte[] pkcs8) {
      try {
        return of(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("no RSA key in PKCS #8", e);
      }
    }

    private static Pair of(PrivateKey key) {
      return key instanceof RSAPrivateCrtKey complete
          ? new Pair(complete)
          : failed("no RSA key with both exponents");
    }

    private static Pair failed(String message) {
      throw new IllegalArgumentException(message);
    }

    byte[] encoded() {
      return key.getEncoded();
    }

    String modulus() {
      return base64(key.getModulus());
    }

    String exponent() {
      return base64(key.getPublicExponent());
    }

    /** The JWK thumbprint (RFC 7638). */
    String thumbprint() {
      String members = "{\"e\":\"" + exponent() + "\",\"kty\":\"RSA\",\"n\":\"" + modulus() + "\"}";
      return BASE64.encodeToString(digest("SHA-256", members.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(BigInteger positive) {
      byte[] bytes = positive.toByteArray();
      int sign = bytes[0] == 0 ? 1 : 0;
      return BASE64.encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    @Override
    public String toString() {
      return thumbprint();
    }
  }

  /** What stands for the thumbprint of a certificate, since there is none: the public key's. */
  String thumbprint() {
    byte[] modulus = pair.modulus().getBytes(StandardCharsets.UTF_8);
    return BASE64.encodeToString(digest("SHA-1", modulus));
  }

  /** The public key as it is published (RFC 7517). */
  ObjectNode published() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kty", "RSA")
        .put("alg", "RS256")
        .put("use", "sig")
        .put("kid", id)
        .put("n", pair.modulus())
        .put("e", pair.exponent());
  }

  byte[] sign(byte[] input) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.key());
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an RSA key signs", e);
    }
  }

  boolean verifies(byte[] input, byte[] signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(
          KeyFactory.getInstance("RSA")
              .generatePublic(
                  new RSAPublicKeySpec(pair.key().getModulus(), pair.key().getPublicExponent())));
      signature.update(input);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
