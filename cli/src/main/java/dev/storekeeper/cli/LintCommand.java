package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.trust.LintReport;
import dev.storekeeper.trust.Severity;
import dev.storekeeper.trust.TrustPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code storekeeper policy lint}. */
@Command(
    name = "lint",
    description = "Finds what is wrong or dangerous in a trust policy, and runs its tests.",
    footer = {"", "Exit codes: 0 nothing, 1 errors (with --strict also warnings), 2 usage."})
final class LintCommand implements Callable<Integer> {
  private final Console console;
  private final Function<String, Optional<String>> environment;

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Option(names = "--strict", description = "Warnings count like errors.")
  private boolean strict;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The policy; policies/trust.yaml by default.")
  private Path file = Path.of("policies", "trust.yaml");

  LintCommand(Console console, Function<String, Optional<String>> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    LintReport report = options.check(file, environment);
    if (options.isJson()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("usable", report.isUsable());
      report.policy().map(TrustPolicy::digest).ifPresent(digest -> json.put("digest", digest));
      json.set("findings", FindingTexts.json(report));
      console.json(json);
    } else {
      FindingTexts.print(console, report);
      console.line(file + ": " + FindingTexts.summary(report));
    }
    boolean warned = strict && FindingTexts.count(report, Severity.WARNING) > 0;
    return report.isUsable() && !warned ? Main.FINE : Main.FOUND;
  }
}
