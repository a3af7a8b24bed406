package dev.storekeeper.retention;

import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.policy.PolicyFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The cleanup policy, {@code cleanup.yaml}, version 1: read once, then safe for use by many
 * threads. Every decision is a pure function of the policy, the facts and the time of the run.
 *
 * @see <a href="../../../../../../../../docs/cleanup-policy.md">its reference</a>
 */
public final class CleanupPolicy {
  private final CleanupDocument document;
  private final Rules rules;

  CleanupPolicy(CleanupDocument document) {
    this.document = document;
    this.rules = Rules.of(document);
  }

  /**
   * Reads a policy.
   *
   * @throws PolicyException with every problem of the file; if it can be understood as a whole, the
   *     errors of the lint. Warnings are no problems.
   */
  public static CleanupPolicy read(PolicyFile file) {
    return CleanupLint.read(file);
  }

  /**
   * What tells this policy from any other: {@code sha256:} and 64 hexadecimal digits, over the
   * document after substitution, in canonical JSON. Comments, layout and the order of fields do not
   * matter; the order of lists does.
   */
  public String revision() {
    return document.revision();
  }

  /** How much may change without a person. */
  public Limits limits() {
    return document.limits();
  }

  /** Whether the last-read index is fed. */
  public boolean tracksReads() {
    return document.tracksReads();
  }

  /** The names of the domains that it is about; of any other nothing is ever selected. */
  public Set<String> domains() {
    return document.domains();
  }

  /** The names of its policies, in the order of the file, those that are off included. */
  public List<String> policies() {
    return document.policies().stream().map(Policy::name).toList();
  }

  /** Whether nothing may be archived or deleted at a time. */
  public boolean frozen(Instant time) {
    return frozenUntil(time).isPresent();
  }

  /**
   * The end of a freeze or of quiet hours and of those that follow without a gap; empty if there
   * are none now.
   */
  public Optional<Instant> frozenUntil(Instant time) {
    Instant end = time;
    // This ends: freezes do, and the lint refuses quiet hours that leave no gap.
    Optional<Standstill> standstill = standstill(end);
    while (standstill.isPresent()) {
      end = standstill.get().endAfter(end);
      standstill = standstill(end);
    }
    return Optional.of(end).filter(it -> !it.equals(time));
  }

  private Optional<Standstill> standstill(Instant time) {
    return Stream.<Standstill>concat(document.freezes().stream(), document.quiet().stream())
        .filter(it -> it.contains(time))
        .findFirst();
  }

  /**
   * How far a policy goes by itself.
   *
   * @throws IllegalArgumentException if there is no policy of this name
   */
  public Mode mode(String policy) {
    return find(policy).mode();
  }

  /**
   * What tells a policy from any other with other decisions, as {@link #revision()}: over the
   * policy without its description and its mode, and everything else that can keep what it selects
   * (the domains, the protections, the keep rules of all policies that are not off, and how many
   * versions remain). The mode is left out so that a policy can be approved while it plans and then
   * enforced.
   *
   * @throws IllegalArgumentException if there is no policy of this name
   */
  public String policyRevision(String policy) {
    return Optional.ofNullable(document.revisions().get(policy)).orElseThrow(() -> unknown(policy));
  }

  /**
   * How a policy removes versions.
   *
   * @throws IllegalArgumentException if there is no policy of this name, or it is about
   *     repositories
   */
  public Phases phases(String policy) {
    return switch (find(policy)) {
      case VersionPolicy it -> it.phases();
      case RepositoryPolicy it ->
          throw new IllegalArgumentException(it.name() + " is about repositories, not versions");
    };
  }

  /**
   * How a policy removes repositories.
   *
   * @throws IllegalArgumentException if there is no policy of this name, or it is about versions
   */
  public RepositoryPhases repositoryPhases(String policy) {
    return switch (find(policy)) {
      case RepositoryPolicy it -> it.phases();
      case VersionPolicy it ->
          throw new IllegalArgumentException(it.name() + " is about versions, not repositories");
    };
  }

  /** Whether a policy that is not off is about repositories. */
  public boolean selectsRepositories() {
    return !rules.repositories().isEmpty();
  }

  /**
   * Whether a policy about versions that is not off may concern a repository. False only if that is
   * certain: what is unknown of the repository may make it true.
   */
  public boolean isAbout(RepositoryFacts repository) {
    return domains().contains(repository.domain())
        && rules.versions().stream().anyMatch(it -> it.scope().on(repository).truth() != Truth.NO);
  }

  /**
   * Decides about all versions of a package, in the order of {@code facts.versions()}. While any is
   * {@link Outcome.Undecided}, nothing about the package is final: ask, and decide again.
   *
   * @param asOf the time of the run, one for all decisions
   */
  public List<VersionDecision> decide(PackageFacts facts, Instant asOf) {
    List<Outcome> outcomes = outcomes(facts, asOf);
    List<VersionDecision> decisions = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      decisions.add(new VersionDecision(facts.versions().get(i).version(), outcomes.get(i)));
    }
    return decisions;
  }

  /**
   * Decides about a repository; never {@link Outcome.Undecided}, because what nobody asked for
   * keeps it.
   */
  public Outcome decide(RepositoryFacts facts, Instant asOf) {
    return foreign(facts).orElseGet(() -> new RepositoryDecider(rules, facts, asOf).decide());
  }

  /**
   * Says of a version why it stays or goes: every protection, keep rule and criterion.
   *
   * @throws IllegalArgumentException if the package has no such version
   */
  public Explanation explain(PackageFacts facts, String version, Instant asOf) {
    List<String> versions = facts.versions().stream().map(VersionFacts::version).toList();
    int index = versions.indexOf(version);
    if (index < 0) {
      throw new IllegalArgumentException(
          "version: found " + version + ", expected one of the package " + facts.name());
    }
    Outcome outcome = outcomes(facts, asOf).get(index);
    return new Explanation(outcome, new PackageDecider(rules, facts, asOf).steps(index));
  }

  /** The same of a repository. */
  public Explanation explain(RepositoryFacts facts, Instant asOf) {
    return new Explanation(decide(facts, asOf), new RepositoryDecider(rules, facts, asOf).steps());
  }

  private List<Outcome> outcomes(PackageFacts facts, Instant asOf) {
    Optional<Outcome> foreign = foreign(facts.repository());
    return foreign.isPresent()
        ? facts.versions().stream().map(it -> foreign.get()).toList()
        : new PackageDecider(rules, facts, asOf).decide();
  }

  private Optional<Outcome> foreign(RepositoryFacts facts) {
    return domains().contains(facts.domain())
        ? Optional.empty()
        : Optional.of(
            new Outcome.Kept(
                Outcome.Why.NOT_SELECTED,
                "domains",
                "the policy is not about the domain " + facts.domain()));
  }

  private Policy find(String name) {
    return document.policies().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static IllegalArgumentException unknown(String policy) {
    return new IllegalArgumentException(
        "policy: found " + policy + ", which is none of the file's");
  }
}
