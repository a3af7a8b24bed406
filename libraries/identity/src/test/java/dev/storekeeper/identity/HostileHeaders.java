package dev.storekeeper.identity;

import static dev.storekeeper.identity.TokenProblem.ALGORITHM;
import static dev.storekeeper.identity.TokenProblem.ENVELOPE;
import static dev.storekeeper.identity.TokenProblem.HEADER;
import static dev.storekeeper.identity.TokenProblem.UNKNOWN_KEY;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens with a header that must not be taken; their signatures are right. */
final class HostileHeaders {
  private HostileHeaders() {}

  static List<HostileToken> all() {
    List<HostileToken> all = new ArrayList<>();
    for (String alg :
        List.of(
            "none",
            "None",
            "nOnE",
            "",
            "HS256",
            "rs256",
            "RS256 ",
            "RS1",
            "PS512",
            "ES512",
            "ES256K",
            "Ed448",
            "RSA-OAEP",
            "dir")) {
      all.add(header(1, "alg \"" + alg + "\"", HEADER, header -> header.put("alg", alg)));
    }
    all.add(header(1, "no alg", HEADER, header -> header.remove("alg")));
    all.add(header(1, "alg null", HEADER, header -> header.putNull("alg")));
    all.add(header(1, "alg 256", HEADER, header -> header.put("alg", 256)));
    all.add(header(1, "a list of algs", HEADER, header -> header.putArray("alg").add("RS256")));
    all.add(
        new HostileToken(
            1,
            "alg none without a signature",
            ENVELOPE,
            (mint, claims) -> {
              String header = mint.header().put("alg", "none").toString();
              return TokenMint.encode(TokenMint.bytes(header))
                  + "."
                  + TokenMint.encode(TokenMint.bytes(claims.toString()))
                  + ".";
            }));
    all.addAll(confusions());
    all.addAll(keyIds());
    all.addAll(members());
    all.addAll(types());
    return List.copyOf(all);
  }

  private static List<HostileToken> confusions() {
    return List.of(
        hmac("the public key's DER", mint -> mint.publicKey().toRSAPublicKey().getEncoded()),
        hmac(
            "the public key's PEM",
            mint ->
                TokenMint.bytes(
                    "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(mint.publicKey().toRSAPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")),
        hmac("the public key's JWK", mint -> TokenMint.bytes(mint.publicKey().toJSONString())),
        new HostileToken(
            3,
            "RS384, which the issuer does not use",
            ALGORITHM,
            (mint, claims) ->
                mint.sign("SHA384withRSA", mint.header().put("alg", "RS384"), claims)),
        header(
            4, "ES256 with the id of an RSA key", ALGORITHM, header -> header.put("alg", "ES256")),
        header(
            4, "EdDSA with the id of an RSA key", ALGORITHM, header -> header.put("alg", "EdDSA")));
  }

  private static List<HostileToken> keyIds() {
    List<HostileToken> all = new ArrayList<>();
    for (String kid :
        List.of("../../dev/null", "' OR 1=1 --", "https://evil.example/jwks", "unknown", "*")) {
      all.add(header(8, "kid \"" + kid + "\"", UNKNOWN_KEY, header -> header.put("kid", kid)));
    }
    for (String kid : List.of("", "a\u0000b", "a\nb", "\u00e9", "\u202e", "k".repeat(257))) {
      all.add(
          header(
              8,
              "an unfit kid of length " + kid.length() + ": " + kid.codePoints().sum(),
              HEADER,
              header -> header.put("kid", kid)));
    }
    all.add(header(8, "kid 1", HEADER, header -> header.put("kid", 1)));
    all.add(header(8, "kid null", HEADER, header -> header.putNull("kid")));
    all.add(header(8, "kid an object", HEADER, header -> header.putObject("kid")));
    all.add(header(8, "no kid", UNKNOWN_KEY, header -> header.remove("kid")));
    return all;
  }

  private static List<HostileToken> members() {
    List<HostileToken> all = new ArrayList<>();
    all.add(header(12, "jku", HEADER, header -> header.put("jku", "https://evil.example/jwks")));
    all.add(header(12, "x5u", HEADER, header -> header.put("x5u", "https://evil.example/x")));
    all.add(header(12, "x5c", HEADER, header -> header.putArray("x5c").add("AAAA")));
    all.add(header(12, "jwk", HEADER, header -> header.putObject("jwk").put("kty", "RSA")));
    all.add(header(12, "x5t that is no text", HEADER, header -> header.put("x5t", 1)));
    all.add(header(13, "crit, empty", HEADER, header -> header.putArray("crit")));
    all.add(header(13, "crit exp", HEADER, header -> header.putArray("crit").add("exp")));
    all.add(header(13, "crit b64", HEADER, header -> header.putArray("crit").add("b64")));
    all.add(header(14, "b64 false", HEADER, header -> header.put("b64", false)));
    all.add(header(14, "zip", HEADER, header -> header.put("zip", "DEF")));
    all.add(header(14, "enc", HEADER, header -> header.put("enc", "A128GCM")));
    all.add(header(14, "cty JWT", HEADER, header -> header.put("cty", "JWT")));
    all.add(header(14, "an unknown member", HEADER, header -> header.put("nonce", "x")));
    all.add(text(28, "alg twice", "{\"alg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"%s\"}"));
    all.add(
        text(
            28,
            "alg twice, once escaped",
            "{\"alg\":\"RS256\",\"\\u0061lg\":\"none\",\"kid\":\"%s\"}"));
    all.add(text(29, "ALG", "{\"ALG\":\"RS256\",\"kid\":\"%s\"}"));
    all.add(text(49, "a byte order mark", "\ufeff{\"alg\":\"RS256\",\"kid\":\"%s\"}"));
    all.add(text(19, "something after it", "{\"alg\":\"RS256\",\"kid\":\"%s\"}{}"));
    all.add(text(19, "a list", "[{\"alg\":\"RS256\",\"kid\":\"%s\"}]"));
    all.add(text(19, "a comment", "{/**/\"alg\":\"RS256\",\"kid\":\"%s\"}"));
    return all;
  }

  private static List<HostileToken> types() {
    List<HostileToken> all = new ArrayList<>();
    for (String typ :
        List.of(
            "at+jwt",
            "application/at+jwt",
            "dpop+jwt",
            "logout+jwt",
            "secevent+jwt",
            "jwt",
            "JOSE",
            "JWT ")) {
      all.add(header(18, "typ " + typ, HEADER, header -> header.put("typ", typ)));
    }
    all.add(header(18, "typ null", HEADER, header -> header.putNull("typ")));
    return all;
  }

  private static HostileToken header(
      int row, String name, TokenProblem problem, Consumer<ObjectNode> change) {
    return new HostileToken(
        row,
        name,
        problem,
        (mint, claims) -> {
          ObjectNode header = mint.header();
          change.accept(header);
          return mint.sign(header.toString(), claims.toString());
        });
  }

  private static HostileToken text(int row, String name, String header) {
    return new HostileToken(
        row,
        "header: " + name,
        HEADER,
        (mint, claims) ->
            mint.sign(header.formatted(mint.publicKey().getKeyID()), claims.toString()));
  }

  private static HostileToken hmac(String name, Secret secret) {
    return new HostileToken(
        2,
        "HS256 with " + name + " for its secret",
        HEADER,
        (mint, claims) -> {
          String input =
              TokenMint.encode(TokenMint.bytes(mint.header().put("alg", "HS256").toString()))
                  + "."
                  + TokenMint.encode(TokenMint.bytes(claims.toString()));
          try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.of(mint), "HmacSHA256"));
            return input + "." + TokenMint.encode(mac.doFinal(TokenMint.bytes(input)));
          } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private interface Secret {
    byte[] of(TokenMint mint) throws JOSEException;
  }
}
