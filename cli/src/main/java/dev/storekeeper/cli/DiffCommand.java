package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.policy.lint.LintReport;
import dev.storekeeper.trust.PolicyTest;
import dev.storekeeper.trust.TrustPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code storekeeper policy diff}. */
@Command(
    name = "diff",
    description = {
      "Says which decisions change from one policy to another:",
      "those about the tests of both, and about the claims in files."
    },
    footer = {"", "Exit codes: 0 none, 1 some change or a policy cannot be read, 2 usage."})
final class DiffCommand implements Callable<Integer> {
  private static final int MAX_FILES = 10_000;
  private final Console console;
  private final Function<String, Optional<String>> environment;

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Mixin private RequestOption request = new RequestOption();

  @Option(
      names = "--claims",
      paramLabel = "FILE|FOLDER",
      description = "JSON files with the claims of tokens, iss among them; repeatable.")
  private List<Path> claims = new ArrayList<>();

  @Parameters(index = "0", paramLabel = "OLD", description = "The policy as it was.")
  private Path old = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The policy as it shall be.")
  private Path changed = Path.of("");

  DiffCommand(Console console, Function<String, Optional<String>> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    LintReport<TrustPolicy> before = options.check(old, environment);
    LintReport<TrustPolicy> after = options.check(changed, environment);
    if (before.policy().isEmpty() || after.policy().isEmpty()) {
      FindingTexts.print(console, before.policy().isEmpty() ? before : after);
      return Main.FOUND;
    }
    List<DiffCase> cases = cases(before.policy().get(), after.policy().get());
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (DiffCase it : cases) {
      String was = it.decision(before.policy().get());
      String is = it.decision(after.policy().get());
      if (!was.equals(is)) {
        json.addObject().put("name", it.name()).put("old", was).put("new", is);
      }
    }
    if (options.isJson()) {
      console.json(json);
    } else {
      json.forEach(change -> {
        console.line(change.path("name").asText());
        console.line(Console.Colour.RED, "  - ", change.path("old").asText());
        console.line(Console.Colour.GREEN, "  + ", change.path("new").asText());
      });
      console.line(json.size() + " of " + cases.size() + " decisions change");
    }
    return json.isEmpty() ? Main.FINE : Main.FOUND;
  }

  private List<DiffCase> cases(TrustPolicy before, TrustPolicy after) throws IOException {
    List<DiffCase> cases = new ArrayList<>();
    for (PolicyTest test :
        Stream.concat(after.tests().stream(), before.tests().stream()).toList()) {
      DiffCase it =
          new DiffCase(test.name(), Optional.of(test.issuer()), test.claims(), test.request());
      if (cases.stream().noneMatch(it::asks)) {
        cases.add(it);
      }
    }
    for (Path file : files()) {
      cases.add(
          new DiffCase(
              file.toString(), Optional.empty(), ClaimsFile.read(file), request.request()));
    }
    return cases;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : claims) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.list(path)) {
        inside
            .filter(file -> file.toString().endsWith(".json"))
            .sorted()
            .limit(MAX_FILES)
            .forEach(files::add);
      }
    }
    return files;
  }
}
