package dev.storekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  @Test
  void anEventThatIsNoObjectIsAnErrorAndNoSilentNo() {
    PatternSet<String> set =
        new PatternSet<>(List.of(Map.entry("it", new EventPattern(json("{\"a\":[\"b\"]}")))));
    assertThatThrownBy(() -> set.matching(json("[1]"))).hasMessageContaining("ARRAY");
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
