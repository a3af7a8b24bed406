package dev.storekeeper.identity;

import static dev.storekeeper.identity.TokenProblem.AUDIENCE;
import static dev.storekeeper.identity.TokenProblem.CLAIM;
import static dev.storekeeper.identity.TokenProblem.EXPIRED;
import static dev.storekeeper.identity.TokenProblem.LIFETIME;
import static dev.storekeeper.identity.TokenProblem.NOT_YET_VALID;
import static dev.storekeeper.identity.TokenProblem.PAYLOAD;
import static dev.storekeeper.identity.TokenProblem.SIGNATURE;
import static dev.storekeeper.identity.TokenProblem.UNKNOWN_ISSUER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Tokens with claims that must not be accepted; their signatures are right. */
final class HostileClaims {
  private static final long DAY = 86_400;

  private HostileClaims() {}

  static List<HostileToken> all() {
    List<HostileToken> all = new ArrayList<>();
    all.addAll(issuers());
    all.addAll(audiences());
    all.addAll(times());
    all.addAll(others());
    return List.copyOf(all);
  }

  private static List<HostileToken> issuers() {
    List<HostileToken> all = new ArrayList<>();
    all.add(issuer(30, "a trailing slash", url -> url + "/"));
    all.add(issuer(30, "an upper-case host", url -> url.toUpperCase(Locale.ROOT)));
    all.add(issuer(30, "the default port", url -> url + ":443"));
    all.add(issuer(30, "another scheme", url -> url.replaceFirst("^http", "ftp")));
    all.add(issuer(30, "no scheme", url -> url.replaceFirst("^[a-z]*://", "")));
    all.add(issuer(30, "an escaped dot", url -> url.replaceFirst("\\.", "%2e")));
    all.add(issuer(30, "a second slash", url -> url + "//"));
    all.add(issuer(30, "user information", url -> url.replaceFirst("://", "://a@")));
    all.add(issuer(30, "a fragment", url -> url + "#"));
    all.add(issuer(30, "a query", url -> url + "?"));
    all.add(issuer(30, "a trailing space", url -> url + " "));
    all.add(issuer(31, "a longer host", url -> url + ".evil.example"));
    all.add(issuer(31, "an enterprise of its own", url -> url + "/evil-enterprise"));
    all.add(issuer(31, "a shorter one", url -> url.substring(0, url.length() - 1)));
    all.add(claims(32, "no iss", CLAIM, claims -> claims.remove("iss")));
    all.add(claims(32, "an empty iss", CLAIM, claims -> claims.put("iss", "")));
    all.add(claims(32, "iss null", CLAIM, claims -> claims.putNull("iss")));
    all.add(claims(32, "iss a number", CLAIM, claims -> claims.put("iss", 1)));
    all.add(
        claims(
            32,
            "iss in a list",
            CLAIM,
            claims -> claims.set("iss", claims.arrayNode().add(claims.path("iss")))));
    return all;
  }

  private static List<HostileToken> audiences() {
    List<HostileToken> all = new ArrayList<>();
    all.add(claims(34, "no aud", CLAIM, claims -> claims.remove("aud")));
    all.add(claims(34, "an empty aud", CLAIM, claims -> claims.put("aud", "")));
    all.add(claims(34, "an empty list in aud", CLAIM, claims -> claims.putArray("aud")));
    all.add(claims(34, "aud a number", CLAIM, claims -> claims.put("aud", 7)));
    all.add(claims(34, "aud null", CLAIM, claims -> claims.putNull("aud")));
    all.add(claims(34, "aud an object", CLAIM, claims -> claims.putObject("aud").put("a", "b")));
    all.add(
        claims(
            34,
            "aud with a null",
            CLAIM,
            claims -> {
              String ours = claims.path("aud").asText();
              claims.putArray("aud").add(ours).addNull();
            }));
    all.add(
        claims(
            34,
            "aud nested",
            CLAIM,
            claims -> {
              String ours = claims.path("aud").asText();
              claims.putArray("aud").addArray().add(ours);
            }));
    all.add(
        claims(
            36,
            "ours and another aud",
            AUDIENCE,
            claims -> {
              String ours = claims.path("aud").asText();
              claims.putArray("aud").add(ours).add("https://other.example");
            }));
    all.add(
        claims(
            36,
            "ours twice",
            AUDIENCE,
            claims -> {
              String ours = claims.path("aud").asText();
              claims.putArray("aud").add(ours).add(ours);
            }));
    for (String aud :
        List.of(
            "https://github.com/octo-org",
            "sts.amazonaws.com",
            "sigstore",
            "api://AzureADTokenExchange")) {
      all.add(claims(37, "aud " + aud, AUDIENCE, claims -> claims.put("aud", aud)));
    }
    all.add(audience("a longer aud", aud -> aud + "x"));
    all.add(audience("a shorter aud", aud -> aud.substring(1)));
    all.add(audience("aud in upper case", aud -> aud.toUpperCase(Locale.ROOT)));
    all.add(audience("aud with a slash", aud -> aud + "/"));
    all.add(audience("aud with a space", aud -> " " + aud));
    all.add(audience("both in one aud", aud -> aud + " https://other.example"));
    return all;
  }

  private static List<HostileToken> times() {
    List<HostileToken> all = new ArrayList<>();
    for (String name : List.of("exp", "iat")) {
      int row = name.equals("exp") ? 39 : 41;
      all.add(claims(row, "no " + name, CLAIM, claims -> claims.remove(name)));
      all.add(claims(row, name + " null", CLAIM, claims -> claims.putNull(name)));
      all.add(claims(row, name + " 0", CLAIM, claims -> claims.put(name, 0)));
      all.add(claims(row, name + " negative", CLAIM, claims -> claims.put(name, -1)));
      all.add(
          claims(
              row,
              name + " a text",
              CLAIM,
              claims -> claims.put(name, claims.path(name).asText())));
      all.add(
          claims(
              row,
              name + " a fraction",
              CLAIM,
              claims -> claims.put(name, claims.path(name).asLong() + 0.5)));
      all.add(claims(row, name + " beyond 2^53", CLAIM, claims -> claims.put(name, 1L << 54)));
      all.add(claims(row, name + " a boolean", CLAIM, claims -> claims.put(name, true)));
      all.add(
          claims(
              row,
              name + " a list",
              CLAIM,
              claims -> claims.set(name, claims.arrayNode().add(claims.path(name)))));
    }
    all.add(claims(39, "exp 1e400", PAYLOAD, claims -> claims.put("exp", new BigDecimal("1e400"))));
    all.add(claims(42, "nbf a text", CLAIM, claims -> claims.put("nbf", "1")));
    all.add(claims(42, "nbf null", CLAIM, claims -> claims.putNull("nbf")));
    all.add(
        claims(
            40,
            "a lifetime of a year",
            LIFETIME,
            claims -> claims.put("exp", claims.path("iat").asLong() + 365 * DAY)));
    all.add(
        claims(
            40,
            "exp before iat",
            LIFETIME,
            claims -> claims.put("exp", claims.path("iat").asLong())));
    all.add(claims(41, "iat tomorrow", NOT_YET_VALID, claims -> move(claims, DAY)));
    all.add(
        claims(
            42,
            "nbf tomorrow",
            NOT_YET_VALID,
            claims -> claims.put("nbf", claims.path("iat").asLong() + DAY)));
    all.add(claims(43, "expired yesterday", EXPIRED, claims -> move(claims, -DAY)));
    all.add(
        new HostileToken(
            43,
            "expired and not signed",
            SIGNATURE,
            (mint, claims) -> {
              move(claims, -DAY);
              return TokenMint.create(mint.publicKey().getKeyID()).token(claims);
            }));
    return all;
  }

  private static List<HostileToken> others() {
    List<HostileToken> all = new ArrayList<>();
    all.add(claims(45, "no sub", CLAIM, claims -> claims.remove("sub")));
    all.add(claims(45, "an empty sub", CLAIM, claims -> claims.put("sub", "")));
    all.add(claims(45, "sub a number", CLAIM, claims -> claims.put("sub", 1)));
    all.add(claims(45, "sub null", CLAIM, claims -> claims.putNull("sub")));
    all.add(
        claims(
            45,
            "sub in a list",
            CLAIM,
            claims -> claims.set("sub", claims.arrayNode().add(claims.path("sub")))));
    all.add(claims(44, "azp a number", CLAIM, claims -> claims.put("azp", 1)));
    all.add(claims(85, "jti a number", CLAIM, claims -> claims.put("jti", 1)));
    all.add(claims(85, "jti null", CLAIM, claims -> claims.putNull("jti")));
    all.add(claims(85, "a jti of 10 KB", PAYLOAD, claims -> claims.put("jti", "j".repeat(10_000))));
    return all;
  }

  private static void move(ObjectNode claims, long seconds) {
    claims.put("iat", claims.path("iat").asLong() + seconds);
    claims.put("exp", claims.path("exp").asLong() + seconds);
    claims.remove("nbf");
  }

  private static HostileToken issuer(int row, String name, UnaryOperator<String> change) {
    return claims(
        row,
        "iss with " + name,
        UNKNOWN_ISSUER,
        claims -> claims.put("iss", change.apply(claims.path("iss").asText())));
  }

  private static HostileToken audience(String name, UnaryOperator<String> change) {
    return claims(
        38, name, AUDIENCE, claims -> claims.put("aud", change.apply(claims.path("aud").asText())));
  }

  private static HostileToken claims(
      int row, String name, TokenProblem problem, Consumer<ObjectNode> change) {
    return new HostileToken(
        row,
        name,
        problem,
        (mint, claims) -> {
          change.accept(claims);
          return mint.token(claims);
        });
  }
}
