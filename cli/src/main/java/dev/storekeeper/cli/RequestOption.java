package dev.storekeeper.cli;

import dev.storekeeper.trust.AccessRequest;
import dev.storekeeper.trust.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is asked for, as {@code --request scope=read --request repository=team}. */
final class RequestOption {
  private static final String EXPECTED =
      "expected statement, domain, domain_owner, repository, scope or duration_seconds = VALUE";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--request",
      paramLabel = "KEY=VALUE",
      description =
          "What is asked for; repeatable. Keys: statement, domain, domain_owner, repository, scope,"
              + " duration_seconds.")
  private List<String> parts = new ArrayList<>();

  AccessRequest request() {
    for (String part : parts) {
      if (!part.matches("(statement|domain|domain_owner|repository|scope|duration_seconds)=.+")) {
        throw wrong("--request " + part + ": " + EXPECTED);
      }
    }
    return new AccessRequest(
        one("statement"),
        one("domain"),
        one("domain_owner"),
        all("repository"),
        all("scope").stream().map(this::scope).toList(),
        one("duration_seconds").map(this::seconds));
  }

  private List<String> all(String key) {
    return parts.stream()
        .filter(part -> part.startsWith(key + "="))
        .map(part -> part.substring(key.length() + 1))
        .toList();
  }

  private Optional<String> one(String key) {
    List<String> values = all(key);
    if (values.size() > 1) {
      throw wrong("--request " + key + " twice");
    }
    return values.stream().findFirst();
  }

  private Scope scope(String text) {
    return Scope.of(text)
        .orElseThrow(() ->
            wrong(
                "the scope \""
                    + text
                    + "\"; expected read, publish or"
                    + " publish:<format>/<namespace>/<name>"));
  }

  private Duration seconds(String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw wrong("duration_seconds \"" + text + "\"; expected a number");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
