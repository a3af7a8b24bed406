package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A token's header: members from a short list, so that nothing in it leads to a key, a critical
 * extension, another encoding or another kind of token.
 *
 * @param algorithm the algorithm
 * @param keyId the key's id
 */
record TokenHeader(Algorithm algorithm, Optional<String> keyId) {
  private static final Set<String> MEMBERS = Set.of("alg", "kid", "typ", "x5t", "x5t#S256");
  private static final int MAX_TEXT = 256;
  private static final Map<String, Algorithm> ALGORITHMS =
      Stream.of(Algorithm.values()).collect(Collectors.toMap(Algorithm::name, alg -> alg));

  static TokenHeader of(byte[] json) throws MalformedException {
    ObjectNode header = StrictJson.TOKEN.object(json);
    for (Map.Entry<String, JsonNode> member : header.properties()) {
      checkMember(member.getKey(), member.getValue());
    }
    Algorithm algorithm = ALGORITHMS.get(header.path("alg").asText());
    if (algorithm == null) {
      throw new MalformedException(
          "alg that is missing or not allowed; expected one of "
              + Stream.of(Algorithm.values())
                  .map(Algorithm::name)
                  .collect(Collectors.joining(", ")));
    }
    if (header.has("typ") && !header.path("typ").asText().equals("JWT")) {
      throw new MalformedException("typ of another kind of token; expected JWT or none");
    }
    return new TokenHeader(algorithm, Optional.ofNullable(header.get("kid")).map(JsonNode::asText));
  }

  private static void checkMember(String name, JsonNode value) throws MalformedException {
    if (!MEMBERS.contains(name)) {
      throw new MalformedException(
          "a member that is not allowed; expected only alg, kid, typ, x5t and x5t#S256");
    }
    String text = value.isTextual() ? value.asText() : "";
    if (text.isEmpty() || text.length() > MAX_TEXT || !Texts.isPrintableAscii(text)) {
      throw new MalformedException(
          name + " that is no text of 1 to " + MAX_TEXT + " printable ASCII characters");
    }
  }
}
