package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.Evaluation;
import dev.storekeeper.trust.Explanation.Failure;
import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.Scope;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Decisions for people and machines. */
final class DecisionTexts {
  private DecisionTexts() {}

  /** A decision in one line. */
  static String line(Evaluation evaluation) {
    return switch (evaluation.decision()) {
      case Decision.Allowed(Grant grant, List<String> _) ->
          "allow by " + grant.statement() + ": " + grant(grant);
      case Decision.Denied denied -> {
        String by = evaluation.statement().map(id -> " (" + id + ")").orElse("");
        String failures = names(evaluation.failures());
        yield "deny " + code(denied) + by + (failures.isEmpty() ? "" : ": " + failures);
      }
    };
  }

  static String grant(Grant grant) {
    String scopes = grant.scopes().stream().map(Scope::text).collect(Collectors.joining(" "));
    return scopes
        + " in "
        + grant.domain()
        + grant.domainOwner().map(it -> " of " + it).orElse("")
        + "/"
        + String.join(",", grant.repositories())
        + " for "
        + grant.duration().toSeconds()
        + " s";
  }

  static String names(List<Failure> failures) {
    return failures.stream().map(Failure::what).distinct().collect(Collectors.joining(", "));
  }

  static String failure(Failure failure) {
    return failure.what()
        + " is "
        + failure.found().orElse("missing")
        + failure.expected().map(text -> "; expected " + text).orElse("");
  }

  static ObjectNode json(Evaluation evaluation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    List<String> shadow =
        switch (evaluation.decision()) {
          case Decision.Allowed(Grant grant, List<String> would) -> {
            json.put("decision", "allow");
            json.set("grant", grantJson(grant));
            yield would;
          }
          case Decision.Denied denied -> {
            json.put("decision", "deny");
            json.put("code", code(denied));
            json.put("told", denied.explanation().summary());
            yield denied.shadow();
          }
        };
    evaluation.statement().ifPresent(id -> json.put("statement", id));
    json.set("failures", failures(evaluation.failures()));
    ArrayNode statements = json.putArray("statements");
    evaluation
        .statements()
        .forEach(result -> {
          ObjectNode statement = statements.addObject();
          statement.put("id", result.statement());
          statement.put("effect", result.effect().name().toLowerCase(Locale.ROOT));
          statement.put("mode", result.mode().name().toLowerCase(Locale.ROOT));
          statement.put("matches", result.matches());
          statement.set("failures", failures(result.failures()));
        });
    shadow.forEach(json.putArray("shadow")::add);
    return json;
  }

  static String code(Decision.Denied denied) {
    return denied.reason().name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode grantJson(Grant grant) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("domain", grant.domain());
    grant.domainOwner().ifPresent(owner -> json.put("domain_owner", owner));
    grant.repositories().forEach(json.putArray("repositories")::add);
    grant.scopes().forEach(scope -> json.withArray("/scopes").add(scope.text()));
    json.put("duration_seconds", grant.duration().toSeconds());
    return json;
  }

  private static ArrayNode failures(List<Failure> failures) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Failure failure : failures) {
      ObjectNode json = all.addObject();
      json.put("what", failure.what());
      failure.found().ifPresent(found -> json.put("found", found));
      failure.expected().ifPresent(expected -> json.put("expected", expected));
    }
    return all;
  }
}
