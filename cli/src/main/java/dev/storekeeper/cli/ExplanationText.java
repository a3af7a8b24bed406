package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.Evaluation;
import dev.storekeeper.trust.Explanation.Failure;
import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.StatementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints an explanation for people. */
final class ExplanationText {
  private final Console console;

  ExplanationText(Console console) {
    this.console = console;
  }

  void print(VerifiedToken token, Evaluation evaluation, boolean verified) {
    if (verified) {
      String key = ": signature (key " + token.keyId() + "), times and audience";
      console.line(Console.Colour.GREEN, "VERIFIED", key);
    } else {
      String rest = ": nobody has checked signature, times and audience";
      console.line(Console.Colour.YELLOW, "NOT VERIFIED", rest);
    }
    console.line("");
    printDecision(token, evaluation);
    console.line("");
    console.line("Statements of issuer " + token.issuer().id());
    console.table("  ", evaluation.statements().stream().map(ExplanationText::row).toList());
    console.line("");
    console.line("Claims as the policy sees them");
    List<List<String>> claims = new ArrayList<>();
    for (Map.Entry<String, JsonNode> claim : token.claims().properties()) {
      JsonNode value = claim.getValue();
      claims.add(List.of(claim.getKey(), value.isTextual() ? value.textValue() : value.toString()));
    }
    console.table("  ", claims);
  }

  private void printDecision(VerifiedToken token, Evaluation evaluation) {
    if (!token.issuer().enabled()) {
      console.line(Console.Colour.RED, "The issuer is switched off", ": all tokens are refused");
    }
    switch (evaluation.decision()) {
      case Decision.Allowed(Grant grant, List<String> shadow) -> {
        console.line(Console.Colour.GREEN, "ALLOWED", " by " + grant.statement());
        console.line("  grant    " + DecisionTexts.grant(grant));
        printShadow(shadow);
      }
      case Decision.Denied denied -> {
        console.line(Console.Colour.RED, "DENIED", ": " + DecisionTexts.code(denied));
        evaluation.statement().ifPresent(id -> console.line("  nearest  " + id));
        for (Failure failure : evaluation.failures()) {
          console.line("  because  " + DecisionTexts.failure(failure));
        }
        console.line("  told     " + denied.explanation().summary());
        printShadow(denied.shadow());
      }
    }
  }

  private void printShadow(List<String> shadow) {
    shadow.forEach(what -> console.line("  audit    " + what));
  }

  private static List<String> row(StatementResult result) {
    return List.of(
        result.statement(),
        result.effect().name().toLowerCase(Locale.ROOT),
        result.mode().name().toLowerCase(Locale.ROOT),
        result.matches() ? "matches" : "no match",
        String.join("; ", result.failures().stream().map(DecisionTexts::failure).toList()));
  }
}
