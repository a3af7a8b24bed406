package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Why a version or a repository is still there, or why it went, for people. */
final class CleanupExplanationText {
  private static final List<String> TOLD =
      List.of("by", "status", "operation", "policy", "plan", "scope", "reason", "why", "text");

  private final Console console;

  CleanupExplanationText(Console console) {
    this.console = console;
  }

  void print(JsonNode answer) {
    List<List<String>> head = new ArrayList<>();
    row(head, "status", answer.path("status").asText());
    row(head, "paused", answer.path("paused").asText());
    row(head, "frozen until", answer.path("frozenUntil").asText());
    answer
        .path("holds")
        .forEach(hold ->
            row(
                head,
                "held",
                "%s by %s since %s (%s)"
                    .formatted(
                        hold.path("reason").asText(),
                        hold.path("by").asText(),
                        hold.path("at").asText(),
                        hold.path("scope").asText())));
    item(head, answer);
    tombstone(head, answer.path("tombstone"));
    console.table("  ", head);
    steps(answer.path("decision").path("steps"));
    history(answer);
  }

  private static void item(List<List<String>> head, JsonNode answer) {
    JsonNode item = answer.path("item");
    if (item.isMissingNode()) {
      return;
    }
    String state = item.path("state").asText().toLowerCase(Locale.ROOT);
    row(head, "on its way", state + ": " + item.path("note").asText());
    row(head, "plan", item.path("plan").asText());
    row(head, "next step", item.path("due").asText());
    row(head, "frozen since", item.path("frozenAt").asText());
    row(head, "copy", answer.has("tombstone") ? "" : item.path("export").asText());
  }

  private static void tombstone(List<List<String>> head, JsonNode tombstone) {
    row(head, "deleted", tombstone.path("deletedAt").asText());
    row(head, "policy", tombstone.path("policy").asText());
    row(head, "revision", tombstone.path("policyRevision").asText());
    row(
        head,
        "approved by",
        StreamSupport.stream(tombstone.path("approvedBy").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", ")));
    row(head, "copy", tombstone.path("export").asText());
    row(head, "tombstone", tombstone.path("tombstoneKey").asText());
    row(head, "to restore", tombstone.path("restore").asText());
  }

  private void steps(JsonNode steps) {
    if (steps.isEmpty()) {
      return;
    }
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("RULE", "KIND", "HOLDS", "WHY"));
    for (JsonNode step : steps) {
      String rule = step.path("rule").asText();
      table.add(
          List.of(
              rule.isEmpty() ? "(always)" : rule,
              step.path("kind").asText().toLowerCase(Locale.ROOT),
              step.path("truth").asText().toLowerCase(Locale.ROOT),
              step.path("reason").asText()));
    }
    console.line("");
    console.table("", table);
  }

  private void history(JsonNode answer) {
    JsonNode history = answer.path("history");
    if (history.isEmpty()) {
      return;
    }
    List<List<String>> table = new ArrayList<>(List.of(List.of("TIME", "WHAT", "")));
    for (JsonNode record : history) {
      table.add(List.of(record.path("time").asText(), record.path("type").asText(), what(record)));
    }
    console.line("");
    console.table("", table);
    if (!answer.path("historyComplete").asBoolean()) {
      console.line("There is more in the ledger");
    }
  }

  private static String what(JsonNode record) {
    String summary = record.path("summary").asText();
    return summary.isEmpty()
        ? TOLD.stream()
            .filter(record::has)
            .map(name -> name + " " + record.path(name).asText())
            .collect(Collectors.joining("; "))
        : summary;
  }

  private static void row(List<List<String>> rows, String name, String value) {
    if (!value.isEmpty()) {
      rows.add(List.of(name, value));
    }
  }
}
