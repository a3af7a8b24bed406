package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plans for people. */
final class PlanText {
  private static final int DATE = 10;

  private final Console console;

  PlanText(Console console) {
    this.console = console;
  }

  void print(JsonNode answer) {
    JsonNode plan = answer.path("plan");
    JsonNode totals = plan.path("totals");
    List<List<String>> head = new ArrayList<>();
    row(head, "domain", plan.path("domain").asText());
    row(head, "state", plan.path("state").asText().toLowerCase(Locale.ROOT));
    row(head, "why", plan.path("note").asText());
    row(
        head,
        "as of",
        plan.path("asOf").asText() + (plan.path("whatIf").asBoolean() ? ", only to look at" : ""));
    row(head, "hash", plan.path("hash").asText());
    if (plan.has("completedAt")) {
      row(
          head,
          "looked at",
          count(totals, "versions", "version", "versions")
              + " of "
              + count(totals, "packages", "package", "packages")
              + " in "
              + count(totals, "repositories", "repository", "repositories"));
      row(
          head,
          "would go",
          "%s, %s, of which %s become free; %s"
              .formatted(
                  count(totals, "selected", "version", "versions"),
                  Sizes.text(totals.path("bytes").asLong()),
                  Sizes.text(totals.path("reclaimable").asLong()),
                  count(totals, "selectedRepositories", "repository", "repositories")));
    }
    if (totals.path("failures").asLong() > 0) {
      row(
          head,
          "not known",
          "what depends on "
              + count(totals, "failures", "question", "questions")
              + " that were not answered; it stays");
    }
    plan.path("overLimits").forEach(limit -> row(head, "over limit", limit.asText()));
    plan.path("approvals")
        .forEach(it ->
            row(
                head,
                "approved",
                "%s by %s on %s"
                    .formatted(
                        scope(it.path("scope").asText()),
                        it.path("by").asText(),
                        it.path("at").asText())));
    if (plan.has("repositoryApprovalsNeeded")) {
      row(
          head,
          "approvals",
          "%d of %d persons for its repositories"
              .formatted(
                  plan.path("repositoryApprovals").asInt(),
                  plan.path("repositoryApprovalsNeeded").asInt()));
    }
    row(head, "report", plan.path("report").asText());
    row(head, "paused", answer.path("paused").asText());
    console.table("  ", head);
    repositories(answer.path("repositories"));
    versions(answer.path("rows"));
    if (answer.has("cursor")) {
      console.line("");
      console.line("There is more; see it with --all");
    }
    next(plan);
  }

  private void repositories(JsonNode repositories) {
    if (repositories.isEmpty()) {
      return;
    }
    List<List<String>> table = new ArrayList<>(List.of(List.of("REPOSITORY", "POLICY", "WHY")));
    repositories.forEach(it ->
        table.add(
            List.of(
                it.path("repository").asText(),
                it.path("policy").asText(),
                it.path("reason").asText())));
    console.line("");
    console.table("", table);
  }

  private void versions(JsonNode rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> table =
        new ArrayList<>(List.of(List.of("VERSION", "SIZE", "ARCHIVED", "DELETED", "STATE", "WHY")));
    for (JsonNode row : rows) {
      boolean goes = row.path("outcome").asText().equals("SELECTED");
      String state = goes ? row.path("state").asText() : "STAYS";
      table.add(
          List.of(
              row.path("coordinates").asText(),
              row.has("bytes") ? Sizes.text(row.path("bytes").asLong()) : "?",
              date(row.path("archiveOn")),
              date(row.path("deleteOn")),
              state.isEmpty() ? "-" : state.toLowerCase(Locale.ROOT),
              row.path("reason").asText()));
    }
    console.line("");
    console.table("", table);
  }

  private void next(JsonNode plan) {
    String hash = plan.path("hash").asText();
    if (plan.path("state").asText().equals("WAITING")
        && !plan.path("whatIf").asBoolean()
        && hash.startsWith("sha256:")) {
      String approve =
          "storekeeper cleanup approve %s --hash %s"
              .formatted(plan.path("id").asText(), hash.substring("sha256:".length()));
      JsonNode totals = plan.path("totals");
      console.line("");
      boolean versions = totals.path("selected").asLong() > 0;
      if (versions) {
        console.line("To approve: " + approve);
      }
      if (totals.path("selectedRepositories").asLong() > 0) {
        String what = versions ? "To approve its repositories too: " : "To approve: ";
        console.line(what + approve + " --repositories");
      }
    }
  }

  private static String scope(String scope) {
    return switch (scope) {
      case "ENFORCED" -> "what goes by itself";
      case "VERSIONS" -> "versions";
      default -> "versions and repositories";
    };
  }

  private static String count(JsonNode totals, String field, String one, String many) {
    long count = totals.path(field).asLong();
    return count + " " + (count == 1 ? one : many);
  }

  private static String date(JsonNode time) {
    String text = time.asText();
    return text.length() < DATE ? "-" : text.substring(0, DATE);
  }

  private static void row(List<List<String>> rows, String name, String value) {
    if (!value.isEmpty()) {
      rows.add(List.of(name, value));
    }
  }
}
