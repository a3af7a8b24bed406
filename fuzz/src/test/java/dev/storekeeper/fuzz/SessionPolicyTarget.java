package dev.storekeeper.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.Scope;
import dev.storekeeper.trust.SessionPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Session policies: the policy of any grant is valid JSON within the length that STS takes and
 * allows CodeArtifact's and STS's actions alone, or writing it fails with a clear error. The input
 * is four lines: domain, owner, repositories, scopes.
 */
public final class SessionPolicyTarget {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private SessionPolicyTarget() {}

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    boolean _ = accepts(input);
  }

  static boolean accepts(byte[] input) {
    String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 4);
    if (lines.length < 4) {
      return false;
    }
    List<Scope> scopes = words(lines[3]).flatMap(word -> Scope.of(word).stream()).toList();
    String policy;
    try {
      policy =
          SessionPolicy.of(
              new Grant(
                  "statement",
                  lines[0],
                  Optional.of(lines[1]).filter(owner -> !owner.isEmpty()),
                  words(lines[2]).toList(),
                  scopes,
                  Duration.ofMinutes(15)),
              "aws",
              "eu-west-1",
              "111122223333");
    } catch (IllegalArgumentException _) {
      return false;
    }
    check(policy);
    return true;
  }

  static void check(String policy) {
    if (policy.length() > SessionPolicy.MAX_CHARACTERS) {
      throw new AssertionError("a session policy of " + policy.length() + " characters");
    }
    JsonNode statements = read(policy).path("Statement");
    if (statements.isEmpty()) {
      throw new AssertionError("a session policy without statements");
    }
    for (JsonNode statement : statements) {
      texts(statement.path("Action"))
          .filter(action -> !action.matches("(codeartifact|sts):[A-Za-z]+\\*?"))
          .forEach(action -> fail("an action that no grant needs: " + action));
    }
  }

  private static Stream<String> words(String line) {
    return Stream.of(line.split(" ", -1)).filter(word -> !word.isEmpty());
  }

  private static Stream<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? oneOrMore.valueStream().map(JsonNode::asText)
        : Stream.of(oneOrMore.asText());
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a session policy that is no JSON", e);
    }
  }

  private static void fail(String finding) {
    throw new AssertionError(finding);
  }
}
