package dev.storekeeper.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;

/**
 * Verifies signatures with Nimbus's verifiers, which are given a header that is made here, never
 * the token's own.
 */
final class Signatures {
  private Signatures() {}

  /** Whether a key is of the type and curve that an algorithm needs, and is not for another one. */
  static boolean fits(JWK key, Algorithm algorithm) {
    boolean type =
        switch (algorithm) {
          case RS256, RS384, RS512, PS256 -> key instanceof RSAKey;
          case ES256 -> key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256);
          case ES384 -> key instanceof ECKey ec && ec.getCurve().equals(Curve.P_384);
          case EdDSA -> key instanceof OctetKeyPair okp && okp.getCurve().equals(Curve.Ed25519);
        };
    return type && (key.getAlgorithm() == null || isFor(key, algorithm));
  }

  /** Whether a key that fits made a token's signature. */
  static boolean verify(JWK key, IdToken token) {
    try {
      return switch (key) {
        case RSAKey rsa -> verify(new RSASSAVerifier(rsa), token);
        case ECKey ec -> verify(new ECDSAVerifier(ec), token);
        case OctetKeyPair okp -> Ed25519.verify(okp, token.signingInput(), token.signature());
        default -> false;
      };
    } catch (JOSEException | GeneralSecurityException _) {
      // A signature that could not be checked is not verified, whatever the reason.
      return false;
    }
  }

  private static boolean verify(JWSVerifier verifier, IdToken token) throws JOSEException {
    JWSHeader header = new JWSHeader(JWSAlgorithm.parse(token.algorithm().name()));
    return verifier.verify(header, token.signingInput(), Base64URL.encode(token.signature()));
  }

  /** A key for EdDSA may also name the curve, by its fully specified algorithm (RFC 9864). */
  private static boolean isFor(JWK key, Algorithm algorithm) {
    String name = key.getAlgorithm().getName();
    return name.equals(algorithm.name())
        || (algorithm == Algorithm.EdDSA && name.equals("Ed25519"));
  }
}
