package dev.storekeeper.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.PatternSet;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationPolicyTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PEOPLE_TOPIC_ARN", "arn:people", "CHAT_TOPIC_ARN", "arn:chat");

  private static String shipped() throws IOException {
    return Files.readString(Samples.ROOT.resolve("policies/notification.yaml"));
  }

  private static PatternSet<Route> read(String text) {
    return NotificationPolicy.read(
        PolicyFile.of(
            "notification.yaml", text, name -> Optional.ofNullable(ENVIRONMENT.get(name))));
  }

  @ParameterizedTest
  @CsvSource({
    "package-version.published,  INTERNAL, own-version-published",
    "package-version.published,  UNKNOWN,  own-version-published",
    "package-version.published,  EXTERNAL, ",
    "package-version.updated,    INTERNAL, ",
    "package-version.unlisted,   INTERNAL, ",
    "package-version.archived,   INTERNAL, ",
    "package-version.unfinished, INTERNAL, ",
    "package-version.deleted,    INTERNAL, version-removed",
    "package-version.deleted,    EXTERNAL, version-removed",
    "package-version.deleted,    UNKNOWN,  version-removed",
    "package-version.disposed,   EXTERNAL, version-removed",
    "usage.coverage-restarted,   UNKNOWN,  usage-coverage-restarted",
    "token.granted,              UNKNOWN,  ",
  })
  void theShippedPolicyRoutes(String type, String origin, String route) throws IOException {
    ObjectNode record = (ObjectNode) Samples.busEvent().path("detail");
    record.put("type", type);
    ((ObjectNode) record.path("data")).put("origin", origin);
    assertThat(read(shipped()).matching(record))
        .extracting(Route::name)
        .isEqualTo(Stream.ofNullable(route).toList());
  }

  @Test
  void bothDestinationsAreNotified() throws IOException {
    assertThat(read(shipped()).matching(Samples.busEvent().path("detail")))
        .flatExtracting(Route::destinations)
        .extracting(Destination::topicArn)
        .containsExactly("arn:people", "arn:chat");
  }

  private static Stream<Arguments> badPolicies() {
    return Stream.of(
        Arguments.of("version: 1", "version: 2", "version 2; expected version 1"),
        Arguments.of("${CHAT_TOPIC_ARN}", "${OTHER}", "variable OTHER, which is not set"),
        Arguments.of("${CHAT_TOPIC_ARN}", "chat", "expected a topic's ARN or ${ENVIRONMENT_"),
        Arguments.of("format: text", "format: html", "expected one of text, amazon-q"),
        Arguments.of(
            "name: version-removed",
            "name: own-version-published",
            "routes[1].name: a second route \"own-version-published\""),
        Arguments.of(
            "[people, chat]",
            "[people, chats]",
            "unknown destination \"chats\"; expected one of people, chat"),
        Arguments.of("[people, chat]", "[people]", "a destination that no route notifies"),
        Arguments.of("    when:", "    whn:", "expected \"when\", or one of"),
        Arguments.of("type: [package-version.published]", "type: []", "Empty arrays"));
  }

  @ParameterizedTest
  @MethodSource("badPolicies")
  void aBadPolicySaysWhy(String replaced, String with, String problem) throws IOException {
    String text = shipped().replace(replaced, with);
    assertThat(text).isNotEqualTo(shipped());
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("notification.yaml:")
        .hasMessageContaining(problem);
  }

  /** The schema that editors use knows the fields that the function reads, and no others. */
  @Test
  void theSchemaAndTheFunctionAgreeOnFields() throws IOException {
    JsonNode schema =
        Samples.JSON.readTree(
            Files.readString(Samples.ROOT.resolve("policies/schema/notification.schema.json")));
    assertFields(schema, "x: 1", "");
    assertFields(
        schema.at("/properties/destinations/additionalProperties"),
        "version: 1\ndestinations:\n  a: {x: 1}\nroutes: [{x: 1}]",
        "destinations.a.x");
    assertFields(
        schema.at("/properties/routes/items"),
        "version: 1\ndestinations:\n  a: {x: 1}\nroutes: [{x: 1}]",
        "routes[0].x");
  }

  private static void assertFields(JsonNode schema, String policy, String path) {
    Set<String> fields = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(fields::add);
    assertThatThrownBy(() -> read(policy))
        .hasMessageContaining(
            (path.isEmpty() ? "x" : path)
                + ": an unknown field; expected one of "
                + String.join(", ", fields));
  }
}
