package dev.storekeeper.sandbox.codeartifact.access;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.access.PolicyStatement.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one policy document and stops at the first thing that is wrong. */
final class PolicyReader {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+");
  private static final Pattern RESOURCE = Pattern.compile("\\*|arn:\\*|arn(:[^:]*){4}:.+");
  private static final Set<String> PRINCIPAL_TYPES = Set.of("AWS", "Service", "Federated");
  private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  PolicyDocument read(String text) {
    JsonNode document = parse(text);
    if (!document.isObject()) {
      throw wrong("", "found " + document.getNodeType(), "an object");
    }
    checkMembers("", document, DOCUMENT);
    JsonNode version = document.path("Version");
    if (!version.isMissingNode()
        && !version.asText().equals("2012-10-17")
        && !version.asText().equals("2008-10-17")) {
      throw wrong("Version", "found " + version, "\"2012-10-17\" or \"2008-10-17\"");
    }
    return new PolicyDocument(statements(document.path("Statement")));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw wrong("", "it is not JSON: " + e.getOriginalMessage(), "a policy document");
    }
  }

  private static List<PolicyStatement> statements(JsonNode node) {
    if (node.isObject()) {
      return List.of(statement("Statement", node));
    }
    if (!node.isArray() || node.isEmpty()) {
      throw wrong("Statement", found(node), "a statement or a list of statements");
    }
    List<PolicyStatement> statements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      statements.add(statement("Statement[" + i + "]", node.get(i)));
    }
    return statements;
  }

  private static PolicyStatement statement(String at, JsonNode node) {
    if (!node.isObject()) {
      throw wrong(at, found(node), "an object");
    }
    checkMembers(at, node, STATEMENT);
    JsonNode effect = node.path("Effect");
    if (!effect.asText().equals("Allow") && !effect.asText().equals("Deny")) {
      throw wrong(at + ".Effect", found(effect), "\"Allow\" or \"Deny\"");
    }
    JsonNode condition = node.path("Condition");
    if (!condition.isMissingNode() && !condition.isObject()) {
      throw wrong(at + ".Condition", found(condition), "an object");
    }
    return new PolicyStatement(
        effect.asText().equals("Allow"),
        principals(at, node),
        patterns(at, node, "Action", ACTION, "* or service:Action"),
        patterns(at, node, "Resource", RESOURCE, "* or an ARN"),
        !condition.isEmpty());
  }

  private static Matcher principals(String at, JsonNode node) {
    String element = element(at, node, "Principal");
    JsonNode named = node.path(element);
    boolean inverted = element.startsWith("Not");
    if (named.isTextual() && named.asText().equals("*")) {
      return new Matcher(List.of("*"), inverted);
    }
    if (!named.isObject() || named.isEmpty()) {
      throw wrong(at + "." + element, found(named), "\"*\" or an object of principals");
    }
    checkMembers(at + "." + element, named, PRINCIPAL_TYPES);
    List<String> aws = new ArrayList<>();
    for (Map.Entry<String, JsonNode> type : named.properties()) {
      List<String> values = texts(at + "." + element + "." + type.getKey(), type.getValue());
      if (type.getKey().equals("AWS")) {
        aws.addAll(values);
      }
    }
    return new Matcher(aws, inverted);
  }

  private static Matcher patterns(
      String at, JsonNode node, String name, Pattern form, String expected) {
    String element = element(at, node, name);
    List<String> values = texts(at + "." + element, node.path(element));
    for (String value : values) {
      if (!form.matcher(value).matches()) {
        throw wrong(at + "." + element, "found \"" + value + "\"", expected);
      }
    }
    return new Matcher(values, element.startsWith("Not"));
  }

  private static String element(String at, JsonNode node, String name) {
    String inverse = "Not" + name;
    if (node.has(name) == node.has(inverse)) {
      throw wrong(
          at,
          node.has(name) ? "found " + name + " and " + inverse : "found neither",
          "one of " + name + " and " + inverse);
    }
    return node.has(name) ? name : inverse;
  }

  private static List<String> texts(String at, JsonNode node) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : node.isArray() ? node : List.of(node)) {
      if (!item.isTextual()) {
        throw wrong(at, found(item), "a string or a list of strings");
      }
      texts.add(item.asText());
    }
    if (texts.isEmpty()) {
      throw wrong(at, "found an empty list", "at least one");
    }
    return texts;
  }

  private static void checkMembers(String at, JsonNode node, Set<String> known) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!known.contains(member.getKey())) {
        throw wrong(
            at,
            "found \"" + member.getKey() + "\"",
            "only " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  private static String found(JsonNode node) {
    return node.isMissingNode() ? "found nothing" : "found " + node;
  }

  private static ServiceException wrong(String at, String found, String expected) {
    return ServiceException.invalid(
        "Parameter 'policyDocument': "
            + (at.isEmpty() ? "" : at + ": ")
            + found
            + ", expected "
            + expected);
  }
}
