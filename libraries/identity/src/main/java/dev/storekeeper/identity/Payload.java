package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a token's claims within bounds, and only such that people and machines read alike. */
final class Payload {
  static final int MAX_MEMBERS = 128;
  static final int MAX_VALUES = 1024;
  private static final int MAX_SCALE = 64;
  private int values;

  private Payload() {}

  static ObjectNode of(byte[] json) throws MalformedException {
    ObjectNode claims = StrictJson.TOKEN.object(json);
    new Payload().check(claims);
    for (Map.Entry<String, JsonNode> claim : claims.properties()) {
      String lower = claim.getKey().toLowerCase(Locale.ROOT);
      if (RegisteredClaims.TYPES.containsKey(lower) && !lower.equals(claim.getKey())) {
        throw new MalformedException(lower + " in other letters; expected it in lower case");
      }
    }
    return claims;
  }

  private void check(JsonNode node) throws MalformedException {
    if (++values > MAX_VALUES) {
      throw new MalformedException("more than " + MAX_VALUES + " values; expected less");
    }
    if (node.isTextual() && !Texts.isPlain(node.asText())) {
      throw new MalformedException("a text with control characters; expected plain text");
    }
    if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_SCALE) {
      throw new MalformedException("a number beyond its bound; expected a smaller exponent");
    }
    if (node instanceof ObjectNode object) {
      checkNames(object);
    }
    for (JsonNode child : node) {
      check(child);
    }
  }

  private static void checkNames(ObjectNode object) throws MalformedException {
    if (object.size() > MAX_MEMBERS) {
      throw new MalformedException("more than " + MAX_MEMBERS + " members; expected less");
    }
    Set<String> folded = new HashSet<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      if (name.isEmpty() || !Texts.isPrintableAscii(name)) {
        throw new MalformedException("a claim's name that is no printable ASCII");
      }
      if (!folded.add(name.toLowerCase(Locale.ROOT))) {
        throw new MalformedException("two names that differ only in upper and lower case");
      }
    }
  }
}
