package dev.storekeeper.cli;

import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.LintReport;
import dev.storekeeper.trust.TrustLint;
import dev.storekeeper.trust.TrustPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What all commands about policies have in common. */
final class PolicyOptions {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A value for $${NAME} in the policy; before the environment.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print JSON for machines.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  /**
   * Reads a trust policy and looks for mistakes in it.
   *
   * @throws IOException if the file cannot be read
   */
  LintReport<TrustPolicy> check(Path file, Function<String, Optional<String>> environment)
      throws IOException {
    return check(file, environment, TrustLint::check);
  }

  /** The same for any kind of policy. */
  <P> LintReport<P> check(
      Path file,
      Function<String, Optional<String>> environment,
      Function<PolicyFile, LintReport<P>> lint)
      throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("cannot read " + file);
    }
    Function<String, Optional<String>> variables =
        name -> Optional.ofNullable(set.get(name)).or(() -> environment.apply(name));
    try {
      return lint.apply(PolicyFile.read(file, variables));
    } catch (PolicyException e) {
      return LintReport.of(e);
    }
  }
}
