package dev.storekeeper.endtoend;

import static dev.storekeeper.endtoend.ForgeableIssuer.base64;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that must be refused, by the rows of docs/security.md. Each is as good as it can be but
 * for one thing.
 */
final class HostileTokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final List<Case> cases = new ArrayList<>();
  private final String audience;

  private HostileTokens(String audience) {
    this.audience = audience;
  }

  /**
   * A hostile token.
   *
   * @param row the row of docs/security.md
   * @param name what is wrong with it
   * @param forge makes it with an issuer's key
   * @param code the code that the endpoint answers
   */
  record Case(int row, String name, Function<ForgeableIssuer, String> forge, String code) {
    @Override
    public String toString() {
      return row + " " + name;
    }
  }

  static List<Case> all(String audience) {
    HostileTokens tokens = new HostileTokens(audience);
    tokens.signatures();
    tokens.headers();
    tokens.encodings();
    tokens.issuersAndAudiences();
    tokens.times();
    tokens.shapes();
    return List.copyOf(tokens.cases);
  }

  private void signatures() {
    for (String none : List.of("none", "None", "nOnE", "", "rs256", "RS256 ")) {
      add(1, "alg \"" + none + "\" without signature", i -> unsigned(i, h -> h.put("alg", none)));
      header(1, "alg \"" + none + "\"", h -> h.put("alg", none));
    }
    header(1, "alg missing", h -> h.remove("alg"));
    header(1, "alg a number", h -> h.put("alg", 256));
    header(1, "alg null", h -> h.putNull("alg"));
    for (String key : List.of("der", "pem", "modulus", "jwk")) {
      add(2, "HS256 with the RSA public key (" + key + ")", i -> hs256(i, secret(i, key)));
    }
    add(2, "HS256 with an empty-ish secret", i -> hs256(i, new byte[] {0}));
    header(3, "RS512 where the issuer uses RS256", h -> h.put("alg", "RS512"));
    add(
        3,
        "PS256 where the issuer uses RS256",
        i -> i.sign(i.header().put("alg", "PS256").toString(), i.claims(audience).toString()));
    add(4, "ES256 with an RSA key's id", i -> es256(i, false));
    add(7, "ES256 with r = 0 and s = 0", i -> withSignature(i, "ES256", new byte[64]));
    add(7, "ES256 in DER", i -> es256(i, true));
    add(7, "RS256 with a short signature", i -> withSignature(i, "RS256", new byte[16]));
    add(7, "RS256 with a zero signature", i -> withSignature(i, "RS256", new byte[256]));
    add(20, "signed by another key under a known id", this::signedByStranger);
    header(11, "an unknown kid", h -> h.put("kid", "no-such-key"));
    add(1, "claims changed after signing", this::changedClaims);
  }

  private void headers() {
    List<String> injections =
        List.of(
            "../../../dev/null",
            "' OR 1=1 --",
            "http://127.0.0.1/keys",
            "k".repeat(10_000),
            "key-1\n",
            "key-1\u0000",
            "KEY-1",
            "");
    for (String kid : injections) {
      header(8, "kid " + shown(kid), h -> h.put("kid", kid));
    }
    header(8, "kid a number", h -> h.put("kid", 1));
    header(8, "kid null", h -> h.putNull("kid"));
    header(8, "kid a list", h -> h.putArray("kid").add(ForgeableIssuer.KEY_ID));
    header(12, "jku", h -> h.put("jku", "http://127.0.0.1:9/keys"));
    header(12, "x5u", h -> h.put("x5u", "http://127.0.0.1:9/cert"));
    header(12, "x5c", h -> h.putArray("x5c").add("MIIB"));
    header(12, "jwk", h -> h.putObject("jwk").put("kty", "RSA"));
    header(13, "crit empty", h -> h.putArray("crit"));
    header(13, "crit unknown", h -> h.putArray("crit").add("exp"));
    header(14, "b64 false", h -> h.put("b64", false));
    header(14, "zip", h -> h.put("zip", "DEF"));
    header(14, "enc", h -> h.put("enc", "A256GCM"));
    header(14, "cty JWT", h -> h.put("cty", "JWT"));
    header(14, "an unknown member", h -> h.put("x-own", "1"));
    for (String type :
        List.of("at+jwt", "application/at+jwt", "dpop+jwt", "logout+jwt", "secevent+jwt")) {
      header(18, "typ " + type, h -> h.put("typ", type));
    }
    header(18, "typ a number", h -> h.put("typ", 1));
    add(
        28,
        "a duplicate header member",
        i ->
            i.sign(
                "{\"alg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"key-1\"}",
                i.claims(audience).toString()));
    add(15, "a JWE", i -> i.token(i.claims(audience)) + ".AAAA.AAAA");
    add(15, "a JWE with p2c", this::jwe);
    add(16, "a nested JWT", i -> i.sign(i.header().toString(), i.token(i.claims(audience))));
    add(17, "JWS JSON serialisation", this::jsonSerialisation);
  }

  private void encodings() {
    edited(19, "padding", t -> t + "==");
    edited(19, "one =", t -> t + "=");
    edited(19, "a trailing newline", t -> t + "\n");
    edited(19, "a leading space", t -> " " + t);
    edited(19, "a space inside", t -> t.substring(0, 20) + " " + t.substring(20));
    edited(19, "junk in the signature", t -> t + "!");
    edited(19, "a non-canonical last character", HostileTokens::nonCanonical);
    edited(19, "the alphabet of plain Base64", t -> t.replace('-', '+').replace('_', '/') + "+/");
    edited(19, "four parts", t -> t + ".");
    edited(19, "two parts", t -> t.substring(0, t.lastIndexOf('.')));
    edited(19, "an empty signature", t -> t.substring(0, t.lastIndexOf('.') + 1));
    edited(19, "a detached payload", t -> t.split("\\.")[0] + ".." + t.split("\\.")[2]);
    edited(19, "an empty header", t -> t.substring(t.indexOf('.')));
    edited(19, "only dots", t -> "..");
    edited(19, "thousands of dots", t -> ".".repeat(5_000));
    edited(19, "a text", t -> "secret");
    edited(49, "beyond ASCII", t -> t + "é");
  }

  private void issuersAndAudiences() {
    issuer(30, "with a trailing slash", url -> url + "/");
    issuer(30, "in upper case", url -> url.replace("http", "HTTP"));
    issuer(30, "https", url -> url.replace("http:", "https:"));
    issuer(30, "with a double slash", url -> url + "//");
    issuer(30, "with user information", url -> url.replace("//", "//user@"));
    issuer(30, "with a fragment", url -> url + "#");
    issuer(30, "with an escape", url -> url.replace("127", "%31%32%37"));
    issuer(30, "without a scheme", url -> url.replace("http://", ""));
    issuer(31, "with a suffix", url -> url + ".evil.example");
    issuer(31, "with a path", url -> url + "/evil-enterprise");
    issuer(31, "another one", url -> "https://issuer.example");
    claims(32, "iss missing", c -> c.remove("iss"));
    claims(32, "iss a number", c -> c.put("iss", 1));
    claims(32, "iss a list", c -> c.putArray("iss").add("x"));
    claims(32, "iss null", c -> c.putNull("iss"));
    claims(34, "aud missing", c -> c.remove("aud"));
    claims(34, "aud empty", c -> c.put("aud", ""));
    claims(34, "aud an empty list", c -> c.putArray("aud"));
    claims(34, "aud a number", c -> c.put("aud", 1));
    claims(34, "aud null", c -> c.putNull("aud"));
    claims(34, "aud an object", c -> c.putObject("aud").put(audience, true));
    claims(34, "aud a list with null", c -> c.putArray("aud").add(audience).addNull());
    claims(36, "aud ours and another", c -> c.putArray("aud").add(audience).add("other"));
    for (String other :
        List.of(
            "https://github.com/octo-org",
            "sts.amazonaws.com",
            "sigstore",
            "api://AzureADTokenExchange")) {
      claims(37, "aud " + other, c -> c.put("aud", other));
    }
    for (String near :
        List.of(
            audience + "/",
            audience + " ",
            audience.toUpperCase(java.util.Locale.ROOT),
            audience + "x",
            audience.substring(1))) {
      claims(38, "aud \"" + near + "\"", c -> c.put("aud", near));
    }
  }

  private void times() {
    long now = Instant.now().getEpochSecond();
    claims(39, "exp missing", c -> c.remove("exp"));
    claims(39, "exp negative", c -> c.put("exp", -1));
    claims(39, "exp a text", c -> c.put("exp", String.valueOf(now + 300)));
    claims(39, "exp a boolean", c -> c.put("exp", true));
    payload(39, "exp 1e400", p -> p.replaceFirst("\"exp\":\\d+", "\"exp\":1e400"));
    payload(39, "exp beyond 2^53", p -> p.replaceFirst("\"exp\":\\d+", "\"exp\":9007199254740993"));
    payload(
        39,
        "exp beyond 64 bits",
        p -> p.replaceFirst("\"exp\":\\d+", "\"exp\":99999999999999999999"));
    claims(40, "a life of a day", c -> c.put("exp", now + 86_400));
    claims(41, "iat missing", c -> c.remove("iat"));
    claims(41, "iat in an hour", c -> c.put("iat", now + 3_600).put("exp", now + 3_900));
    claims(41, "iat a text", c -> c.put("iat", String.valueOf(now)));
    claims(42, "nbf in an hour", c -> c.put("nbf", now + 3_600));
    claims(42, "nbf after exp", c -> c.put("nbf", now + 10).put("exp", now + 5));
    claims(42, "nbf a text", c -> c.put("nbf", String.valueOf(now)));
    expired(
        43,
        "expired a minute ago",
        c -> c.put("iat", now - 360).put("nbf", now - 360).put("exp", now - 60));
    expired(43, "expired in 1970", c -> c.put("iat", 0).put("nbf", 0).put("exp", 1));
  }

  private void shapes() {
    payload(28, "a duplicate claim", p -> "{\"sub\":\"x\"," + p.substring(1));
    payload(28, "an escaped duplicate claim", p -> "{\"\\u0073ub\":\"x\"," + p.substring(1));
    payload(
        28, "a duplicate in a nested object", p -> "{\"o\":{\"a\":1,\"a\":2}," + p.substring(1));
    payload(29, "a homoglyph claim name", p -> "{\"\\u017fub\":\"x\"," + p.substring(1));
    payload(29, "a claim name in Cyrillic", p -> "{\"r\\u0435f\":\"x\"," + p.substring(1));
    claims(29, "a bidirectional override in a value", c -> c.put("ref", "refs/heads/\u202emain"));
    claims(45, "sub a number", c -> c.put("sub", 5));
    claims(45, "sub null", c -> c.putNull("sub"));
    claims(45, "an id in a list", c -> c.putArray("repository_id").add("74"));
    claims(45, "an id in an object", c -> c.putObject("repository_id").put("id", "74"));
    claims(85, "jti a number", c -> c.put("jti", 5));
    claims(85, "jti of 10 KB", c -> c.put("jti", "j".repeat(10_000)));
    for (String odd :
        List.of(
            "main\n",
            "main\r",
            "main\u0000",
            "\u001b[31mmain",
            "main\u007f",
            "main\u0085",
            "main\u2028",
            "main\u2029")) {
      claims(48, "a control character " + shown(odd), c -> c.put("ref", odd));
    }
    payload(49, "a lone surrogate", p -> p.replace("octocat", "\\ud800"));
    bytes(49, "invalid UTF-8", p -> insert(p, (byte) 0xff));
    bytes(49, "overlong UTF-8", p -> insert(p, (byte) 0xc0, (byte) 0xaf));
    bytes(
        49,
        "a byte order mark",
        p -> concat(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, p));
    payload(50, "a thousand claims", HostileTokens::manyClaims);
    claims(50, "a claim of 5 KB", c -> c.put("workflow", "w".repeat(5_000)));
    claims(50, "a token of 200 KB", c -> c.put("workflow", "w".repeat(150_000)));
    payload(
        50,
        "nine levels",
        p -> "{\"deep\":" + "[".repeat(9) + "]".repeat(9) + "," + p.substring(1));
    payload(
        50,
        "5,000 levels",
        p -> "{\"deep\":" + "[".repeat(5_000) + "]".repeat(5_000) + "," + p.substring(1));
    payload(49, "trailing data", p -> p + "{}");
    payload(49, "a comment", p -> "/**/" + p);
    payload(49, "single quotes", p -> p.replace('"', '\''));
    payload(49, "NaN", p -> "{\"n\":NaN," + p.substring(1));
    payload(49, "a list", p -> "[" + p + "]");
    payload(49, "nothing", p -> "");
    payload(49, "null", p -> "null");
  }

  private void add(int row, String name, Function<ForgeableIssuer, String> forge) {
    cases.add(new Case(row, name, forge, "token_rejected"));
  }

  private void header(int row, String name, Consumer<ObjectNode> change) {
    add(
        row,
        "header: " + name,
        issuer -> {
          ObjectNode header = issuer.header();
          change.accept(header);
          return issuer.sign(header.toString(), issuer.claims(audience).toString());
        });
  }

  private void claims(int row, String name, Consumer<ObjectNode> change) {
    add(row, "claims: " + name, changed(change));
  }

  private void expired(int row, String name, Consumer<ObjectNode> change) {
    cases.add(new Case(row, "claims: " + name, changed(change), "token_expired"));
  }

  private Function<ForgeableIssuer, String> changed(Consumer<ObjectNode> change) {
    return issuer -> {
      ObjectNode claims = issuer.claims(audience);
      change.accept(claims);
      return issuer.token(claims);
    };
  }

  private void issuer(int row, String name, UnaryOperator<String> change) {
    claims(
        row, "iss " + name, claims -> claims.put("iss", change.apply(claims.path("iss").asText())));
  }

  private void payload(int row, String name, UnaryOperator<String> change) {
    add(
        row,
        "payload: " + name,
        issuer ->
            issuer.sign(
                issuer.header().toString(), change.apply(issuer.claims(audience).toString())));
  }

  private void bytes(int row, String name, UnaryOperator<byte[]> change) {
    add(
        row,
        "payload: " + name,
        issuer ->
            issuer.sign(
                utf8(issuer.header().toString()),
                change.apply(utf8(issuer.claims(audience).toString()))));
  }

  private void edited(int row, String name, UnaryOperator<String> change) {
    add(row, "encoding: " + name, issuer -> change.apply(issuer.token(issuer.claims(audience))));
  }

  private String unsigned(ForgeableIssuer issuer, Consumer<ObjectNode> change) {
    ObjectNode header = issuer.header();
    change.accept(header);
    return base64(utf8(header.toString()))
        + "."
        + base64(utf8(issuer.claims(audience).toString()))
        + ".";
  }

  private String withSignature(ForgeableIssuer issuer, String algorithm, byte[] signature) {
    return base64(utf8(issuer.header().put("alg", algorithm).toString()))
        + "."
        + base64(utf8(issuer.claims(audience).toString()))
        + "."
        + base64(signature);
  }

  private String hs256(ForgeableIssuer issuer, byte[] secret) {
    String input =
        base64(utf8(issuer.header().put("alg", "HS256").toString()))
            + "."
            + base64(utf8(issuer.claims(audience).toString()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return input + "." + base64(mac.doFinal(utf8(input)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] secret(ForgeableIssuer issuer, String form) {
    byte[] der = issuer.publicKey().getEncoded();
    return switch (form) {
      case "der" -> der;
      case "pem" ->
          utf8(
              "-----BEGIN PUBLIC KEY-----\n"
                  + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                  + "\n-----END PUBLIC KEY-----\n");
      case "modulus" -> issuer.publicKey().getModulus().toByteArray();
      default -> utf8(ForgeableIssuer.jwk(ForgeableIssuer.KEY_ID, issuer.publicKey()).toString());
    };
  }

  private String es256(ForgeableIssuer issuer, boolean der) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      return ForgeableIssuer.sign(
          utf8(issuer.header().put("alg", "ES256").toString()),
          utf8(issuer.claims(audience).toString()),
          der ? "SHA256withECDSA" : "SHA256withECDSAinP1363Format",
          keys.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signedByStranger(ForgeableIssuer issuer) {
    return ForgeableIssuer.sign(
        utf8(issuer.header().toString()),
        utf8(issuer.claims(audience).toString()),
        "SHA256withRSA",
        ForgeableIssuer.rsa(2048).getPrivate());
  }

  private String changedClaims(ForgeableIssuer issuer) {
    String[] parts = issuer.token(issuer.claims(audience)).split("\\.");
    ObjectNode claims = issuer.claims(audience).put("repository_id", "75");
    return parts[0] + "." + base64(utf8(claims.toString())) + "." + parts[2];
  }

  private String jwe(ForgeableIssuer issuer) {
    String header =
        JSON.createObjectNode()
            .put("alg", "PBES2-HS256+A128KW")
            .put("enc", "A128GCM")
            .put("zip", "DEF")
            .put("p2c", Integer.MAX_VALUE)
            .put("p2s", "c2FsdA")
            .put("kid", issuer.header().path("kid").asText())
            .toString();
    return base64(utf8(header)) + ".AAAA.AAAA.AAAA.AAAA";
  }

  private String jsonSerialisation(ForgeableIssuer issuer) {
    String[] parts = issuer.token(issuer.claims(audience)).split("\\.");
    return JSON.createObjectNode()
        .put("protected", parts[0])
        .put("payload", parts[1])
        .put("signature", parts[2])
        .toString();
  }

  /** 256 bytes leave four unused bits in the last character, which a lenient decoder ignores. */
  private static String nonCanonical(String token) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
  }

  private static String manyClaims(String payload) {
    StringBuilder claims = new StringBuilder("{");
    for (int i = 0; i < 1_000; i++) {
      claims.append("\"c").append(i).append("\":1,");
    }
    return claims + payload.substring(1);
  }

  private static byte[] insert(byte[] payload, byte... odd) {
    int at = new String(payload, StandardCharsets.UTF_8).indexOf("octocat");
    return concat(
        concat(Arrays.copyOf(payload, at), odd), Arrays.copyOfRange(payload, at, payload.length));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String shown(String text) {
    String shown = text.length() > 40 ? text.length() + " characters" : text;
    return shown.replaceAll("\\p{Cntrl}|[\\u2028\\u2029\\u0085]", "?");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
