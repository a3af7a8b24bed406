package dev.storekeeper.identity;

import static dev.storekeeper.identity.TokenProblem.ENVELOPE;
import static dev.storekeeper.identity.TokenProblem.SIGNATURE;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Tokens whose parts, encoding or signature are wrong. */
final class HostileEnvelopes {
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private HostileEnvelopes() {}

  static List<HostileToken> all() {
    return Stream.of(parts(), encodings(), signatures()).flatMap(List::stream).toList();
  }

  private static List<HostileToken> parts() {
    String jwe = "{\"alg\":\"dir\",\"enc\":\"A128GCM\"%s}";
    return List.of(
        envelope(15, "JWE of five parts", token -> jwe(jwe.formatted(""))),
        envelope(15, "JWE with a zip bomb", token -> jwe(jwe.formatted(",\"zip\":\"DEF\""))),
        envelope(
            15,
            "JWE with 2^31 rounds of PBKDF2",
            token ->
                jwe("{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483648}")),
        envelope(
            17,
            "flattened JSON serialisation",
            token ->
                "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                    .formatted((Object[]) token.split("\\."))),
        envelope(
            17, "general JSON serialisation", token -> "{\"payload\":\"x\",\"signatures\":[]}"),
        envelope(19, "no token", token -> ""),
        envelope(19, "two parts", token -> token.substring(0, token.lastIndexOf('.'))),
        envelope(19, "four parts", token -> token + "."),
        envelope(19, "an empty signature", token -> token.substring(0, token.lastIndexOf('.') + 1)),
        envelope(19, "an empty header", token -> token.substring(token.indexOf('.'))),
        envelope(19, "a detached payload", token -> part(token, 0) + ".." + part(token, 2)),
        envelope(50, "100 KB", token -> token + "A".repeat(100_000)));
  }

  private static List<HostileToken> encodings() {
    return List.of(
        envelope(19, "a padded signature", token -> token + "=="),
        envelope(19, "a trailing newline", token -> token + "\n"),
        envelope(19, "a trailing space", token -> token + " "),
        envelope(19, "a leading space", token -> " " + token),
        envelope(19, "white space inside", token -> token.replaceFirst("\\.", ".\t")),
        envelope(19, "junk in the signature", token -> token + "!"),
        envelope(19, "a letter beyond ASCII", token -> token + "\u00e9"),
        envelope(19, "a fullwidth dot", token -> token.replace('.', '\uff0e')),
        envelope(19, "a signature whose last bits are not zero", HostileEnvelopes::otherTail),
        envelope(
            19,
            "a signature with a missing character",
            token -> token.substring(0, token.length() - 1)),
        new HostileToken(
            19,
            "the standard alphabet",
            ENVELOPE,
            (mint, claims) ->
                mint.signInput(
                    TokenMint.encode(TokenMint.bytes(mint.header().toString()))
                        + "."
                        + TokenMint.encode(
                                TokenMint.bytes(claims.put("x", "\u00ff\u00fe?>").toString()))
                            .replace('-', '+')
                            .replace('_', '/')
                        + "/")),
        new HostileToken(
            19,
            "a padded header",
            ENVELOPE,
            (mint, claims) ->
                mint.signInput(
                    TokenMint.encode(TokenMint.bytes(mint.header().toString()))
                        + "=."
                        + TokenMint.encode(TokenMint.bytes(claims.toString())))));
  }

  private static List<HostileToken> signatures() {
    return List.of(
        new HostileToken(
            1,
            "a changed claim",
            SIGNATURE,
            (mint, claims) -> {
              String token = mint.token(claims);
              String payload =
                  TokenMint.encode(TokenMint.bytes(claims.put("sub", "somebody").toString()));
              return part(token, 0) + "." + payload + "." + part(token, 2);
            }),
        new HostileToken(
            1,
            "a signature of another key with the same id",
            SIGNATURE,
            (mint, claims) -> TokenMint.create(mint.publicKey().getKeyID()).token(claims)),
        new HostileToken(
            1,
            "a signature of one byte",
            SIGNATURE,
            (mint, claims) -> unsigned(mint.token(claims)) + "AA"),
        new HostileToken(
            1,
            "a signature of zeros",
            SIGNATURE,
            (mint, claims) -> unsigned(mint.token(claims)) + TokenMint.encode(new byte[256])),
        new HostileToken(
            1,
            "a signature with one bit changed",
            SIGNATURE,
            (mint, claims) -> {
              String token = mint.token(claims);
              int at = token.lastIndexOf('.') + 1;
              char other = token.charAt(at) == 'A' ? 'B' : 'A';
              return token.substring(0, at) + other + token.substring(at + 1);
            }));
  }

  private static HostileToken envelope(int row, String name, UnaryOperator<String> change) {
    return new HostileToken(
        row, name, ENVELOPE, (mint, claims) -> change.apply(mint.token(claims)));
  }

  /** Another spelling of the same 256 bytes: two characters stand for the last one. */
  private static String otherTail(String token) {
    int last = BASE64.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + BASE64.charAt(last + 1);
  }

  private static String jwe(String header) {
    return TokenMint.encode(TokenMint.bytes(header)) + "..AAAA.AAAA.AAAA";
  }

  private static String part(String token, int index) {
    return token.split("\\.")[index];
  }

  private static String unsigned(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1);
  }
}
