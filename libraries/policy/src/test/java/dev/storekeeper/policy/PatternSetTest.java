package dev.storekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PatternSetTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode cases() throws IOException {
    try (InputStream in = PatternSetTest.class.getResourceAsStream("/patterns.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    }
  }

  private static Stream<Arguments> patterns() throws IOException {
    return StreamSupport.stream(cases().spliterator(), false)
        .map(row -> Arguments.of(row.path("why").asText(), row));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("patterns")
  void matchesAsEventBridgeDoes(String why, JsonNode row) {
    PatternSet<String> set = new PatternSet<>(List.of(Map.entry("it", pattern(row))));
    assertThat(set.matching(row.path("event"))).hasSize(row.path("matches").asBoolean() ? 1 : 0);
  }

  @Test
  void theReadmeShowsEveryCase() throws IOException {
    String readme =
        Files.readString(
            Path.of(System.getProperty("storekeeper.root"), "libraries/policy/README.md"));
    for (JsonNode row : cases()) {
      assertThat(readme)
          .contains("`" + row.path("pattern") + "`")
          .contains(row.path("why").asText());
    }
  }

  @Test
  void manyPatternsAreFoundInTheirOrder() {
    Random random = new Random(7);
    List<Map.Entry<String, EventPattern>> entries = new ArrayList<>();
    List<Integer> letters = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int letter = random.nextInt(5);
      letters.add(letter);
      entries.add(Map.entry("route-" + i, new EventPattern(json("{\"l\":[\"" + letter + "\"]}"))));
    }
    PatternSet<String> set = new PatternSet<>(entries);
    for (int letter = 0; letter < 5; letter++) {
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < letters.size(); i++) {
        if (letters.get(i) == letter) {
          expected.add("route-" + i);
        }
      }
      assertThat(set.matching(json("{\"l\":\"" + letter + "\"}"))).isEqualTo(expected);
    }
  }

  /** The Kelvin sign and the long s are letters whose other case is in ASCII. */
  @Test
  void ignoringCaseInAsciiMatchesNothingOutsideOfIt() {
    List<Map.Entry<String, EventPattern>> letters = new ArrayList<>();
    for (char letter = 'a'; letter <= 'z'; letter++) {
      String json = "{\"l\":[{\"equals-ignore-case\":\"" + letter + "\"}]}";
      letters.add(Map.entry(String.valueOf(letter), new EventPattern(json(json))));
    }
    PatternSet<String> set = new PatternSet<>(letters);
    ObjectNode event = JSON.createObjectNode();
    assertThat(set.matching(event.put("l", "K"))).containsExactly("k");
    for (int c = 128; c < 0x10000; c++) {
      if (!Character.isSurrogate((char) c)) {
        assertThat(set.matching(event.put("l", Character.toString(c)))).as("U+%04X", c).isEmpty();
      }
    }
  }

  @Test
  void anEventThatIsNoObjectIsAnErrorAndNoSilentNo() {
    PatternSet<String> set =
        new PatternSet<>(List.of(Map.entry("it", new EventPattern(json("{\"a\":[\"b\"]}")))));
    assertThatThrownBy(() -> set.matching(json("[1]"))).hasMessageContaining("ARRAY");
  }

  private static Stream<Arguments> dottedNames() {
    return Stream.of(
        Arguments.of("{\"a.b\":[\"x\"]}", "{\"a.b\":\"x\"}", true),
        Arguments.of("{\"a.b\":[\"x\"]}", "{\"a\":{\"b\":\"x\"}}", false),
        Arguments.of("{\"a\":{\"b\":[\"x\"]}}", "{\"a.b\":\"x\"}", false),
        Arguments.of("{\"a\":{\"b\":[\"x\"]}}", "{\"a\":{\"b\":\"x\"}}", true),
        Arguments.of("{\"a%2Eb\":[\"x\"]}", "{\"a.b\":\"x\"}", false),
        Arguments.of("{\"a.b\":[\"x\"]}", "{\"a%2Eb\":\"x\"}", false),
        Arguments.of("{\"a.b\":[{\"exists\":false}]}", "{\"a\":{\"b\":\"x\"}}", true),
        Arguments.of(
            "{\"https://s.example/\":{\"x.y\":[\"1\"]}}",
            "{\"https://s.example/\":{\"x.y\":\"1\"}}",
            true),
        Arguments.of(
            "{\"$or\":[{\"a.b\":[\"x\"]},{\"c\":[\"x\"]}]}",
            "{\"k\":[{\"a.b\":\"y\"}],\"a.b\":\"x\"}",
            true));
  }

  @ParameterizedTest
  @MethodSource("dottedNames")
  void aNameWithADotIsThatMemberAndNoNestedOne(String pattern, String event, boolean matches) {
    PatternSet<String> set =
        new PatternSet<>(List.of(Map.entry("it", new EventPattern(json(pattern)))));
    assertThat(set.matching(json(event))).hasSize(matches ? 1 : 0);
  }

  @Test
  void branchesSayTheSameAsThePattern() {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      EventPattern pattern = new EventPattern(randomPattern(random, 2, "f"));
      PatternSet<String> whole = new PatternSet<>(List.of(Map.entry("whole", pattern)));
      List<Map.Entry<String, EventPattern>> branches =
          pattern.branches().stream().map(PatternSetTest::asPattern).toList();
      PatternSet<String> multiplied = new PatternSet<>(branches);
      for (int j = 0; j < 20; j++) {
        JsonNode event = randomEvent(random);
        assertThat(multiplied.matching(event).isEmpty())
            .as(pattern + " " + event)
            .isEqualTo(whole.matching(event).isEmpty());
      }
    }
  }

  private static Map.Entry<String, EventPattern> asPattern(
      Map<List<String>, List<Condition>> branch) {
    ObjectNode fields = JSON.createObjectNode();
    branch.forEach((field, conditions) ->
        conditions.forEach(
            condition -> fields.withArray("/" + field.getFirst()).add(condition.json())));
    return Map.entry("branch", new EventPattern(fields));
  }

  private static ObjectNode randomPattern(Random random, int depth, String prefix) {
    ObjectNode pattern = JSON.createObjectNode();
    pattern.putArray(prefix).add("v" + random.nextInt(2)).addObject().put("prefix", "w");
    if (depth > 0) {
      ArrayNode or = pattern.putArray("$or");
      or.add(randomPattern(random, depth - 1, prefix + "a"));
      or.add(randomPattern(random, depth - 1, prefix + "b"));
    }
    return pattern;
  }

  private static ObjectNode randomEvent(Random random) {
    ObjectNode event = JSON.createObjectNode();
    for (String field : List.of("f", "fa", "fb", "faa", "fab", "fba", "fbb")) {
      if (random.nextInt(5) > 0) {
        event.put(field, random.nextInt(3) == 0 ? "w" : "v" + random.nextInt(2));
      }
    }
    return event;
  }

  private static EventPattern pattern(JsonNode row) {
    return new EventPattern(row.path("pattern"));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
