package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a target gets instead of the event: a template with variables ("Amazon EventBridge input
 * transformation"). A variable that stands alone in JSON becomes a JSON value; within a string a
 * string's text, and of an object or array its JSON without the quotation marks. A path that finds
 * nothing gives an empty string.
 *
 * @param paths the variables
 * @param template JSON with {@code <variable>}s, or several lines of JSON strings
 */
record InputTransformer(Map<String, JsonPath> paths, String template) {
  private static final Pattern VARIABLE = Pattern.compile("<([^<>\\s]+)>");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  InputTransformer {
    paths = Map.copyOf(paths);
    for (String name : paths.keySet()) {
      if (name.toLowerCase(java.util.Locale.ROOT).startsWith("aws.")) {
        throw new IllegalArgumentException(
            "InputPathsMap has the variable '" + name + "'; names with aws. are reserved");
      }
    }
    if (paths.size() > 100) {
      throw new IllegalArgumentException(
          "InputPathsMap has " + paths.size() + " variables; expected at most 100");
    }
    checkJson(template, fill(template, variable -> Optional.empty()));
  }

  static InputTransformer from(JsonNode node) {
    Map<String, JsonPath> paths = new HashMap<>();
    node.path("InputPathsMap")
        .properties()
        .forEach(entry -> paths.put(entry.getKey(), JsonPath.parse(entry.getValue().asText())));
    return new InputTransformer(paths, node.path("InputTemplate").asText());
  }

  /** The template filled in for an event. */
  String apply(ObjectNode event, String ruleArn, String ruleName, Instant ingestion) {
    return fill(
        template,
        variable ->
            switch (variable) {
              case "aws.events.rule-arn" -> text(ruleArn);
              case "aws.events.rule-name" -> text(ruleName);
              case "aws.events.event.ingestion-time" -> text(ingestion.toString());
              case "aws.events.event.json" -> Optional.of(event);
              case "aws.events.event" -> Optional.of(event.deepCopy().without("detail"));
              default -> Optional.ofNullable(paths.get(variable)).flatMap(path -> path.in(event));
            });
  }

  private static Optional<JsonNode> text(String value) {
    return Optional.of(JsonNodeFactory.instance.textNode(value));
  }

  private static String fill(String template, Function<String, Optional<JsonNode>> values) {
    StringBuilder result = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(template);
    int position = 0;
    boolean inString = false;
    while (matcher.find()) {
      String before = template.substring(position, matcher.start());
      inString ^= togglesString(before);
      JsonNode value = values.apply(matcher.group(1)).orElse(JsonNodeFactory.instance.textNode(""));
      result.append(before).append(inString ? withinString(value) : value.toString());
      position = matcher.end();
    }
    return result.append(template, position, template.length()).toString();
  }

  private static boolean togglesString(String text) {
    boolean toggles = false;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        toggles = !toggles;
      }
    }
    return toggles;
  }

  private static String withinString(JsonNode value) {
    String text = value.isContainerNode() ? value.toString().replace("\"", "") : value.asText();
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static void checkJson(String template, String filled) {
    if (template.isEmpty() || template.length() > 8192) {
      throw new IllegalArgumentException(
          "InputTemplate has " + template.length() + " characters; expected 1 to 8192");
    }
    try {
      if (filled.stripLeading().startsWith("\"")) {
        for (String line : filled.strip().lines().toList()) {
          JSON.readTree(line);
        }
      } else {
        JSON.readTree(filled);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "InputTemplate is not JSON once its variables are filled in: "
              + e.getOriginalMessage()
              + "; text must be within quotation marks",
          e);
    }
  }
}
