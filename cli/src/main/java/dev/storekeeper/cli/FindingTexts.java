package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.lint.Finding;
import dev.storekeeper.policy.lint.LintReport;
import dev.storekeeper.policy.lint.Severity;
import java.util.Locale;

/** Findings for people and machines. */
final class FindingTexts {
  private FindingTexts() {}

  static void print(Console console, LintReport<?> report) {
    for (Finding finding : report.findings()) {
      Console.Colour colour =
          finding.severity() == Severity.ERROR ? Console.Colour.RED : Console.Colour.YELLOW;
      console.line(finding.place().toString());
      console.line(
          colour, "  " + word(finding), "  " + finding.why() + " [" + finding.rule() + "]");
      console.line(" ".repeat(word(finding).length() + 4) + "expected " + finding.instead());
    }
  }

  /** As {@code 1 error, 2 warnings}. */
  static String summary(LintReport<?> report) {
    long errors = count(report, Severity.ERROR);
    long warnings = count(report, Severity.WARNING);
    return errors
        + (errors == 1 ? " error, " : " errors, ")
        + warnings
        + (warnings == 1 ? " warning" : " warnings");
  }

  static long count(LintReport<?> report, Severity severity) {
    return report.findings().stream().filter(it -> it.severity() == severity).count();
  }

  static ArrayNode json(LintReport<?> report) {
    ArrayNode findings = JsonNodeFactory.instance.arrayNode();
    for (Finding finding : report.findings()) {
      ObjectNode json = findings.addObject();
      json.put("severity", word(finding));
      json.put("rule", finding.rule());
      json.put("file", finding.place().file());
      json.put("line", finding.place().line());
      json.put("column", finding.place().column());
      json.put("path", finding.place().path());
      json.put("why", finding.why());
      json.put("instead", finding.instead());
    }
    return findings;
  }

  private static String word(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }
}
