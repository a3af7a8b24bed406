package dev.storekeeper.retention;

import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.Findings;
import dev.storekeeper.policy.lint.LintReport;
import java.util.List;
import java.util.Optional;

/** Finds what is wrong or dangerous in a cleanup policy. Its rules are listed in the README. */
public final class CleanupLint {
  private static final List<LintRule> RULES =
      List.of(
          new SelectionLint(),
          new PhaseLint(),
          new KeepLint(),
          new AttributeLint(),
          new DeadLint(),
          new FreezeLint(),
          new QuietLint());

  private CleanupLint() {}

  /** Looks at a document; whatever is wrong is a finding and never an exception. */
  public static LintReport<CleanupPolicy> check(PolicyFile file) {
    ReadDocument read = CleanupReader.read(file);
    try {
      file.finish();
    } catch (PolicyException e) {
      return LintReport.of(e);
    }
    return new LintReport<>(findings(read).all(), Optional.of(new CleanupPolicy(read.document())));
  }

  static CleanupPolicy read(PolicyFile file) {
    ReadDocument read = CleanupReader.read(file);
    file.finish();
    findings(read).report(read.root());
    file.finish();
    return new CleanupPolicy(read.document());
  }

  private static Findings findings(ReadDocument read) {
    Findings findings = new Findings();
    RULES.forEach(rule -> rule.check(read, findings));
    return findings;
  }
}
