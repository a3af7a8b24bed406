package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.LintReport;
import dev.storekeeper.policy.lint.Severity;
import dev.storekeeper.retention.CleanupLint;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.trust.TrustLint;
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
    description = "Finds what is wrong or dangerous in a trust or cleanup policy; runs its tests.",
    footer = {"", "Exit codes: 0 nothing, 1 errors (with --strict also warnings), 2 usage."})
final class LintCommand implements Callable<Integer> {
  private final Console console;
  private final Function<String, Optional<String>> environment;

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Option(names = "--strict", description = "Warnings count like errors.")
  private boolean strict;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "What it is: $${COMPLETION-CANDIDATES}; by default what the file's name says.")
  private Optional<PolicyKind> kind = Optional.empty();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The policy; policies/trust.yaml by default.")
  private Optional<Path> file = Optional.empty();

  LintCommand(Console console, Function<String, Optional<String>> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    PolicyKind found = kind.or(() -> file.map(PolicyKind::of)).orElse(PolicyKind.TRUST);
    Path path = file.orElseGet(found::usualFile);
    return switch (found) {
      case TRUST -> lint(path, TrustLint::check, TrustPolicy::digest);
      case CLEANUP -> lint(path, CleanupLint::check, CleanupPolicy::revision);
    };
  }

  private <P> int lint(
      Path path, Function<PolicyFile, LintReport<P>> lint, Function<P, String> digest)
      throws IOException {
    LintReport<P> report = options.check(path, environment, lint);
    if (options.isJson()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("usable", report.isUsable());
      report.policy().map(digest).ifPresent(text -> json.put("digest", text));
      json.set("findings", FindingTexts.json(report));
      console.json(json);
    } else {
      FindingTexts.print(console, report);
      console.line(path + ": " + FindingTexts.summary(report));
    }
    boolean warned = strict && FindingTexts.count(report, Severity.WARNING) > 0;
    return report.isUsable() && !warned ? Main.FINE : Main.FOUND;
  }
}
