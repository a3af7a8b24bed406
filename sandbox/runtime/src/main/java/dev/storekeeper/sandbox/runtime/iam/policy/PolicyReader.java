package dev.storekeeper.sandbox.runtime.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one policy document and collects what is wrong with it. */
final class PolicyReader {
  private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+");
  private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

  private final PolicyKind kind;
  private final List<PolicyException.Problem> problems = new ArrayList<>();

  PolicyReader(PolicyKind kind) {
    this.kind = kind;
  }

  PolicyDocument read(JsonNode document) {
    List<Statement> statements = new ArrayList<>();
    Steps root = new Steps(List.of());
    if (!document.isObject()) {
      problem(root, "expected a policy document, an object");
    } else {
      knownMembers(document, root, MEMBERS);
      JsonNode version = document.get("Version");
      if (version != null && !VERSIONS.contains(version.asText())) {
        problem(root.to("Version"), "expected 2012-10-17 or 2008-10-17");
      }
      readStatements(document.path("Statement"), root.to("Statement"), statements);
    }
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
    return new PolicyDocument(statements);
  }

  private void readStatements(JsonNode node, Steps at, List<Statement> into) {
    if (node.isObject()) {
      statement(node, at).ifPresent(into::add);
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        statement(node.get(i), at.to(i)).ifPresent(into::add);
      }
    } else {
      problem(at, "expected a statement or a list of statements");
    }
  }

  private Optional<Statement> statement(JsonNode node, Steps at) {
    if (!node.isObject()) {
      problem(at, "expected a statement, an object");
      return Optional.empty();
    }
    knownMembers(node, at, members());
    String effect = node.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      problem(at.to("Effect"), "expected Allow or Deny");
    }
    Optional<Patterns> actions = patterns(node, at, "Action", true);
    actions.ifPresent(patterns -> checkActions(patterns, at));
    Optional<Patterns> resources =
        kind == PolicyKind.TRUST ? Optional.empty() : patterns(node, at, "Resource", true);
    resources.ifPresent(patterns -> checkResources(patterns, at));
    Optional<Principals> principals =
        kind == PolicyKind.IDENTITY ? Optional.empty() : principals(node, at);
    List<Condition> conditions =
        node.has("Condition")
            ? new ConditionReader(problems).read(node.get("Condition"), at.to("Condition"))
            : List.of();
    return actions.map(patterns ->
        new Statement(effect.equals("Allow"), principals, patterns, resources, conditions));
  }

  private Set<String> members() {
    return switch (kind) {
      case IDENTITY ->
          Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
      case RESOURCE ->
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
      case TRUST ->
          Set.of("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition");
    };
  }

  private Optional<Patterns> patterns(JsonNode node, Steps at, String name, boolean required) {
    String inverse = "Not" + name;
    if (node.has(name) && node.has(inverse)) {
      problem(at.to(inverse), "expected one of " + name + " and " + inverse + ", not both");
      return Optional.empty();
    }
    String present = node.has(inverse) ? inverse : name;
    if (!node.has(present)) {
      if (required) {
        problem(at, name + " is required");
      }
      return Optional.empty();
    }
    return Optional.of(new Patterns(strings(node.get(present), at.to(present)), node.has(inverse)));
  }

  private void checkActions(Patterns actions, Steps at) {
    for (String action : actions.patterns()) {
      if (!ACTION.matcher(action).matches()) {
        problem(
            at.to(actions.inverted() ? "NotAction" : "Action"),
            "'" + action + "' is no action; expected * or service:Action");
      }
    }
  }

  private void checkResources(Patterns resources, Steps at) {
    for (String resource : resources.patterns()) {
      boolean arn = resource.startsWith("arn:") && resource.split(":", -1).length >= 6;
      if (!arn && !resource.equals("*") && !resource.equals("arn:*")) {
        problem(
            at.to(resources.inverted() ? "NotResource" : "Resource"),
            "'" + resource + "' is no resource; expected * or an ARN");
      }
    }
  }

  private Optional<Principals> principals(JsonNode node, Steps at) {
    boolean inverted = node.has("NotPrincipal");
    if (inverted == node.has("Principal")) {
      problem(at, "expected one of Principal and NotPrincipal");
      return Optional.empty();
    }
    String name = inverted ? "NotPrincipal" : "Principal";
    JsonNode named = node.get(name);
    if (named.isTextual() && named.asText().equals("*")) {
      return Optional.of(new Principals(Map.of("AWS", List.of("*")), inverted));
    }
    if (!named.isObject() || named.isEmpty()) {
      problem(at.to(name), "expected * or an object with " + String.join(", ", Principals.TYPES));
      return Optional.empty();
    }
    Map<String, List<String>> byType = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : named.properties()) {
      if (!Principals.TYPES.contains(entry.getKey())) {
        problem(
            at.to(name).to(entry.getKey()),
            "unknown type of principal; expected " + String.join(", ", Principals.TYPES));
      }
      byType.put(entry.getKey(), strings(entry.getValue(), at.to(name).to(entry.getKey())));
    }
    return Optional.of(new Principals(byType, inverted));
  }

  private List<String> strings(JsonNode node, Steps at) {
    List<String> strings = new ArrayList<>();
    for (JsonNode item : node.isArray() ? node : List.of(node)) {
      if (item.isTextual()) {
        strings.add(item.asText());
      } else {
        problem(at, "expected a string or a list of strings");
      }
    }
    if (strings.isEmpty() && node.isArray() && node.isEmpty()) {
      problem(at, "expected at least one");
    }
    return strings;
  }

  private void knownMembers(JsonNode node, Steps at, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            problem(
                at.to(name),
                "unknown element; expected " + String.join(", ", known.stream().sorted().toList()));
          }
        });
  }

  private void problem(Steps at, String message) {
    problems.add(new PolicyException.Problem(at.path(), message));
  }
}
