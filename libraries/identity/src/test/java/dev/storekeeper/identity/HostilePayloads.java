package dev.storekeeper.identity;

import static dev.storekeeper.identity.TokenProblem.PAYLOAD;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Tokens whose claims are no strict JSON or break a bound; their signatures are right. */
final class HostilePayloads {
  private HostilePayloads() {}

  static List<HostileToken> all() {
    List<HostileToken> all = new ArrayList<>();
    all.addAll(syntax());
    all.addAll(duplicates());
    all.addAll(names());
    all.addAll(texts());
    all.addAll(encodings());
    all.addAll(bounds());
    return List.copyOf(all);
  }

  private static List<HostileToken> syntax() {
    return List.of(
        json(16, "a nested JWT", claims -> "\"eyJhbGciOiJSUzI1NiJ9.e30.AA\""),
        json(16, "a number", claims -> "1"),
        json(16, "null", claims -> "null"),
        json(16, "a list", claims -> "[" + claims + "]"),
        json(28, "something after it", claims -> claims + "{}"),
        json(28, "a comment", claims -> "{/* */" + claims.substring(1)),
        json(28, "single quotes", claims -> "{'x':1," + claims.substring(1)),
        json(28, "an unquoted name", claims -> "{x:1," + claims.substring(1)),
        json(28, "NaN", claims -> "{\"x\":NaN," + claims.substring(1)),
        json(28, "a leading zero", claims -> "{\"x\":01," + claims.substring(1)),
        json(28, "a trailing comma", claims -> claims.substring(0, claims.length() - 1) + ",}"),
        json(28, "no end", claims -> claims.substring(0, claims.length() - 1)),
        json(28, "white space alone", claims -> "  "),
        json(39, "a number of 400 digits", claims -> "{\"x\":1e400," + claims.substring(1)),
        json(39, "a number of 10^9 digits", claims -> "{\"x\":1e999999999," + claims.substring(1)),
        json(
            39,
            "a number with 65 digits",
            claims -> "{\"x\":" + "9".repeat(65) + "," + claims.substring(1)));
  }

  private static List<HostileToken> duplicates() {
    return List.of(
        json(28, "sub twice", claims -> "{\"sub\":\"evil\"," + claims.substring(1)),
        json(
            28,
            "sub twice, once escaped",
            claims -> "{\"\\u0073ub\":\"evil\"," + claims.substring(1)),
        json(
            28,
            "twice in a nested object",
            claims -> "{\"x\":{\"y\":1,\"y\":2}," + claims.substring(1)),
        json(
            28,
            "twice in an object in a list",
            claims -> "{\"x\":[[{\"y\":1,\"\\u0079\":2}]]," + claims.substring(1)));
  }

  private static List<HostileToken> names() {
    List<HostileToken> all = new ArrayList<>();
    for (String name :
        List.of(
            "\u017fub",
            "\u0455ub",
            "\uff53\uff55\uff42",
            "su\u200bb",
            "\u212aey",
            "caf\u00e9",
            "\u202ebus",
            "a\u0000",
            "",
            "SUB",
            "Iss",
            "aUd",
            "EXP")) {
      all.add(claims(29, "a claim named " + escaped(name), claims -> claims.put(name, "x")));
    }
    all.add(
        claims(
            29,
            "two names that differ in case",
            claims -> claims.put("a_claim", "x").put("A_claim", "y")));
    all.add(
        claims(
            29,
            "a homoglyph in a nested name",
            claims -> claims.putObject("x").put("\u017fub", "y")));
    all.add(claims(29, "a name of 257 characters", claims -> claims.put("n".repeat(257), "x")));
    return all;
  }

  private static List<HostileToken> texts() {
    List<HostileToken> all = new ArrayList<>();
    for (String text :
        List.of(
            "\n",
            "\r",
            "\u0000",
            "\u001b[31m",
            "\t",
            "\u007f",
            "\u0085",
            "\u009b",
            "\u2028",
            "\u2029",
            "\u061c",
            "\u200e",
            "\u200f",
            "\u202a",
            "\u202e",
            "\u2066",
            "\u2069")) {
      int row = text.codePointAt(0) > 0x2029 ? 29 : 48;
      all.add(
          claims(
              row, escaped(text) + " in a claim", claims -> claims.put("sub", "a" + text + "b")));
    }
    all.add(
        claims(
            48,
            "a newline in a nested list",
            claims -> claims.putObject("x").putArray("y").add("a\nb")));
    all.add(
        json(48, "a raw newline in a text", claims -> "{\"x\":\"a\nb\"," + claims.substring(1)));
    all.add(
        json(49, "half a surrogate pair", claims -> "{\"x\":\"\\ud800\"," + claims.substring(1)));
    all.add(
        json(
            49,
            "a surrogate pair the wrong way round",
            claims -> "{\"x\":\"\\udc00\\ud800\"," + claims.substring(1)));
    return all;
  }

  private static List<HostileToken> encodings() {
    return List.of(
        json(49, "a byte order mark", claims -> "\ufeff" + claims),
        bytes(49, "a byte that is no UTF-8", 0xff),
        bytes(49, "half a UTF-8 character", 0xc3),
        bytes(49, "an overlong slash", 0xc0, 0xaf),
        bytes(49, "an overlong quote", 0xe0, 0x80, 0xa2),
        bytes(49, "a surrogate in UTF-8", 0xed, 0xa0, 0x80),
        bytes(49, "a character beyond Unicode", 0xf4, 0x90, 0x80, 0x80),
        new HostileToken(
            49,
            "UTF-16",
            PAYLOAD,
            (mint, claims) ->
                mint.sign(
                    TokenMint.bytes(mint.header().toString()),
                    claims.toString().getBytes(StandardCharsets.UTF_16LE))));
  }

  private static List<HostileToken> bounds() {
    return List.of(
        claims(
            50,
            "1000 claims",
            claims -> {
              for (int i = 0; i < 1000; i++) {
                claims.put("c" + i, 1);
              }
            }),
        claims(
            50,
            "129 members in a nested object",
            claims -> {
              ObjectNode nested = claims.putObject("x");
              for (int i = 0; i < 129; i++) {
                nested.put("c" + i, 1);
              }
            }),
        claims(
            50,
            "1025 values in a list",
            claims -> {
              for (int i = 0; i < 1025; i++) {
                claims.withArray("/x").add(1);
              }
            }),
        claims(50, "a text of 4097 characters", claims -> claims.put("x", "x".repeat(4097))),
        json(
            50,
            "nine levels",
            claims -> "{\"x\":" + "[".repeat(8) + "]".repeat(8) + "," + claims.substring(1)),
        json(
            50,
            "4000 levels",
            claims -> "{\"x\":" + "[".repeat(4000) + "]".repeat(4000) + "," + claims.substring(1)),
        json(50, "4000 levels without an end", claims -> "{\"x\":".repeat(2000)));
  }

  private static HostileToken claims(int row, String name, Consumer<ObjectNode> change) {
    return new HostileToken(
        row,
        name,
        PAYLOAD,
        (mint, claims) -> {
          change.accept(claims);
          return mint.token(claims);
        });
  }

  private static HostileToken json(int row, String name, UnaryOperator<String> change) {
    return new HostileToken(
        row,
        "payload: " + name,
        PAYLOAD,
        (mint, claims) -> mint.sign(mint.header().toString(), change.apply(claims.toString())));
  }

  private static HostileToken bytes(int row, String name, int... bytes) {
    return new HostileToken(
        row,
        name,
        PAYLOAD,
        (mint, claims) -> {
          ByteArrayOutputStream payload = new ByteArrayOutputStream();
          payload.writeBytes(TokenMint.bytes("{\"x\":\""));
          for (int value : bytes) {
            payload.write(value);
          }
          payload.writeBytes(TokenMint.bytes("\"," + claims.toString().substring(1)));
          return mint.sign(TokenMint.bytes(mint.header().toString()), payload.toByteArray());
        });
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(c -> escaped.append(c > ' ' && c < 127 ? "" + (char) c : "\\u%04x".formatted(c)));
    return escaped.toString();
  }
}
