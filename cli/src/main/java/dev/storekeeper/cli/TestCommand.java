package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.lint.LintReport;
import dev.storekeeper.trust.PolicyTests;
import dev.storekeeper.trust.TestResult;
import dev.storekeeper.trust.TrustPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code storekeeper policy test}. */
@Command(
    name = "test",
    description = "Runs the tests that a trust policy brings along.",
    footer = {"", "Exit codes: 0 all pass, 1 some fail or the policy cannot be read, 2 usage."})
final class TestCommand implements Callable<Integer> {
  private final Console console;
  private final Function<String, Optional<String>> environment;

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The policy; policies/trust.yaml by default.")
  private Path file = Path.of("policies", "trust.yaml");

  TestCommand(Console console, Function<String, Optional<String>> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    LintReport<TrustPolicy> report = options.check(file, environment);
    if (report.policy().isEmpty()) {
      FindingTexts.print(console, report);
      return Main.FOUND;
    }
    List<TestResult> results = PolicyTests.run(report.policy().get());
    long failed = results.stream().filter(result -> !result.passes()).count();
    if (options.isJson()) {
      console.json(json(results));
    } else {
      results.forEach(this::print);
      console.line(file + ": " + results.size() + " tests, " + failed + " failed");
    }
    return failed == 0 ? Main.FINE : Main.FOUND;
  }

  private void print(TestResult result) {
    if (result.passes()) {
      console.line(Console.Colour.GREEN, "pass", "  " + result.test().name());
    } else {
      console.line(Console.Colour.RED, "FAIL", "  " + result.test().name());
      console.line("      " + result.test().place() + ": the request " + result.difference());
    }
  }

  private static ArrayNode json(List<TestResult> results) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (TestResult result : results) {
      ObjectNode json = all.addObject();
      json.put("name", result.test().name());
      json.put("line", result.test().place().line());
      json.put("passes", result.passes());
      if (!result.passes()) {
        json.put("difference", result.difference());
      }
    }
    return all;
  }
}
