package dev.storekeeper.sandbox.runtime.lambda.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.lambda.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventFilterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{0} on {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"body":{"kind":["a"]}}                       | {"kind":"a"}  | true
          {"body":{"kind":["a"]}}                       | {"kind":"b"}  | false
          {"body":{"kind":["a"]}}                       | plain         | false
          {"body":["plain"]}                            | plain         | true
          {"body":[{"prefix":"pl"}]}                    | plain         | true
          {"body":[{"prefix":"{"}]}                     | {"kind":"a"}  | false
          {"messageId":["m1"]}                          | plain         | true
          {"messageId":["m2"]}                          | plain         | false
          {"$or":[{"messageId":["m2"]},{"body":{"kind":["a"]}}]} | {"kind":"a"} | true
          """)
  void messageBodyIsMatchedAsThePatternExpectsIt(String pattern, String body, boolean expected) {
    ObjectNode record = JSON.createObjectNode().put("messageId", "m1").put("body", body);
    assertThat(EventFilter.of("M", criteria(pattern)).matches(record)).isEqualTo(expected);
    assertThat(record.path("body").isTextual()).isTrue();
  }

  @Test
  void anyPatternPassesAndNoneMeansAll() {
    ObjectNode record = JSON.createObjectNode().put("a", "2");
    assertThat(EventFilter.of("M", JSON.createObjectNode()).matches(record)).isTrue();
    assertThat(EventFilter.of("M", criteria("{\"a\":[\"1\"]}", "{\"a\":[\"2\"]}")).matches(record))
        .isTrue();
    assertThat(EventFilter.of("M", criteria("{\"a\":[\"1\"]}")).matches(record)).isFalse();
  }

  @Test
  void badPatternIsNamed() {
    assertThatThrownBy(() -> EventFilter.of("M", criteria("{\"a\":[{\"prefx\":\"1\"}]}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resource M, FilterCriteria: found {\"a\"")
        .hasMessageContaining("prefx");
  }

  private static ObjectNode criteria(String... patterns) {
    ObjectNode criteria = TestStack.json("{}");
    for (String pattern : patterns) {
      criteria.withArray("Filters").addObject().put("Pattern", pattern);
    }
    return criteria;
  }
}
