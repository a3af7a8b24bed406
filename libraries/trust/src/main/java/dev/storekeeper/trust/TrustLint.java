package dev.storekeeper.trust;

import dev.storekeeper.identity.Preset;
import dev.storekeeper.identity.Presets;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.Findings;
import dev.storekeeper.policy.lint.LintReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds what is wrong or dangerous in a trust policy. Its rules are listed in the README. */
public final class TrustLint {
  private static final List<LintRule> RULES =
      List.of(
          new IssuerLint(),
          new KeyLint(),
          new PatternLint(new OperatorLint()),
          new PatternLint(new ClaimLint()),
          new PatternLint(new BoundaryLint()),
          new PinLint(),
          new PublishLint(),
          new GrantLint(),
          new ContradictionLint(),
          new ShadowLint(),
          new TestLint());

  private TrustLint() {}

  /** Looks at a document; whatever is wrong is a finding and never an exception. */
  public static LintReport<TrustPolicy> check(PolicyFile file) {
    return check(file, Presets::find);
  }

  static LintReport<TrustPolicy> check(
      PolicyFile file, Function<String, Optional<Preset>> presets) {
    ReadDocument read = TrustReader.read(file, presets);
    try {
      file.finish();
    } catch (PolicyException e) {
      return LintReport.of(e);
    }
    return new LintReport<>(
        findings(read).all(), Optional.of(new TrustPolicy(read.document(), Optional.empty())));
  }

  static TrustPolicy read(PolicyFile file, Function<String, Optional<Preset>> presets) {
    ReadDocument read = TrustReader.read(file, presets);
    file.finish();
    findings(read).report(read.root());
    file.finish();
    return new TrustPolicy(read.document(), Optional.empty());
  }

  private static Findings findings(ReadDocument read) {
    Findings findings = new Findings();
    RULES.forEach(rule -> rule.check(read, findings));
    return findings;
  }
}
