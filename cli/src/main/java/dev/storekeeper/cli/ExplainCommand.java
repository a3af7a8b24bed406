package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.SampleTokens;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.policy.lint.LintReport;
import dev.storekeeper.policy.lint.Severity;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.Evaluation;
import dev.storekeeper.trust.TrustPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code storekeeper policy explain}. */
@Command(
    name = "explain",
    description = {
      "Says what a policy decides about a token, and why.",
      "Nothing is verified unless --verify says so."
    },
    footer = {"", "Exit codes: 0 allowed, 1 denied or the policy cannot be read, 2 usage."})
final class ExplainCommand implements Callable<Integer> {
  private final Console console;
  private final Function<String, Optional<String>> environment;
  private final InputStream in;
  private final Clock clock;

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Mixin private RequestOption request = new RequestOption();

  @ArgGroup(multiplicity = "1")
  private Subject subject = new Subject();

  @Option(
      names = "--issuer",
      paramLabel = "ID",
      description = "The policy's id of the issuer; by the claim iss if it is left out.")
  private Optional<String> issuer = Optional.empty();

  @Option(
      names = "--verify",
      description = "Fetch the issuer's keys and verify the token as the endpoint would.")
  private boolean verify;

  @Option(
      names = "--allow-loopback",
      description = "With --verify: take issuers at http://127.0.0.1, as the sandbox does.")
  private boolean allowLoopback;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The policy; policies/trust.yaml by default.")
  private Path file = Path.of("policies", "trust.yaml");

  /** Whose claims. */
  static final class Subject {
    @Option(
        names = "--token-file",
        paramLabel = "FILE|-",
        description = "A file with an ID token, - for standard input.")
    private Optional<String> token = Optional.empty();

    @Option(
        names = "--claims",
        paramLabel = "FILE",
        description = "A JSON file with the claims of a token.")
    private Optional<Path> claims = Optional.empty();
  }

  ExplainCommand(
      Console console,
      Function<String, Optional<String>> environment,
      InputStream in,
      Clock clock) {
    this.console = console;
    this.environment = environment;
    this.in = in;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    LintReport<TrustPolicy> report = options.check(file, environment);
    if (report.policy().isEmpty() || (verify && !report.isUsable())) {
      FindingTexts.print(console, report);
      return Main.FOUND;
    }
    TrustPolicy policy = report.policy().get();
    try {
      VerifiedToken token = verify ? verified(policy) : unverified(policy);
      Evaluation evaluation = policy.evaluate(token, request.request());
      if (options.isJson()) {
        ObjectNode json = DecisionTexts.json(evaluation);
        json.put("verified", verify).put("issuer", token.issuer().id());
        json.set("claims", token.claims());
        console.json(json);
      } else {
        new ExplanationText(console).print(token, evaluation, verify);
        warn(report);
      }
      return evaluation.decision() instanceof Decision.Allowed ? Main.FINE : Main.FOUND;
    } catch (TokenRejectedException e) {
      console.line(
          Console.Colour.RED,
          "The endpoint would refuse this token",
          ": " + e.problem().word() + ": " + e.detail());
      return Main.FOUND;
    }
  }

  private VerifiedToken verified(TrustPolicy policy) throws IOException, TokenRejectedException {
    if (subject.token.isEmpty()) {
      throw new IOException("--verify needs a token; expected --token-file");
    }
    IdToken token = TokenFile.read(subject.token.get(), in);
    return Verification.verify(policy, token, allowLoopback, clock);
  }

  private VerifiedToken unverified(TrustPolicy policy) throws IOException, TokenRejectedException {
    ObjectNode claims =
        subject.claims.isPresent()
            ? ClaimsFile.read(subject.claims.get())
            : TokenFile.read(subject.token.orElse("-"), in).claims();
    Optional<Issuer> found = Issuers.find(policy, issuer, claims);
    if (found.isEmpty()) {
      String which = issuer.map(id -> "id " + id).orElse("iss " + claims.path("iss"));
      throw new IOException(
          "the policy has no issuer with the "
              + which
              + "; expected one of "
              + policy.issuers().stream().map(it -> it.id() + " " + it.url()).toList());
    }
    return SampleTokens.of(found.get(), claims);
  }

  private void warn(LintReport<TrustPolicy> report) {
    if (FindingTexts.count(report, Severity.ERROR) > 0) {
      console.line("");
      console.line(
          Console.Colour.RED,
          "This policy cannot be used: ",
          FindingTexts.summary(report) + "; see storekeeper policy lint");
    }
  }
}
