package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Limits;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.PackageFacts;
import dev.storekeeper.retention.Phases;
import dev.storekeeper.retention.PublishedAt;
import dev.storekeeper.retention.Question;
import dev.storekeeper.retention.ReadHistory;
import dev.storekeeper.retention.RepositoryFacts;
import dev.storekeeper.retention.VersionDecision;
import dev.storekeeper.retention.VersionFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A policy for tests: versions published more than {@code age} ago go, except the newest of each
 * package, those of packages named {@code kept...}, and archived ones. Packages named {@code
 * large...} go by their size as well, packages named {@code read...} by their reads. Repositories
 * with a tag {@code keep} are of no concern.
 */
final class FakeRules implements Rules {
  static final String POLICY = "old";
  static final String ENFORCED = "old-and-enforced";

  String revision = "sha256:policy";
  Limits limits = new Limits(1_000_000, 100, 100, Long.MAX_VALUE, 1, 1);
  Duration age = Duration.ofDays(180);
  String policy = POLICY;
  boolean selectsRepositories;
  String ownRevision = "sha256:old";

  @Override
  public String revision() {
    return revision;
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public Mode mode(String name) {
    return name.equals(ENFORCED) ? Mode.ENFORCE : Mode.PLAN;
  }

  @Override
  public Optional<String> policyRevision(String name) {
    return Optional.of(ownRevision + "/" + name);
  }

  @Override
  public Phases phases(String name) {
    return new Phases(
        Duration.ofDays(7),
        Phases.First.ARCHIVE,
        Duration.ofDays(14),
        Phases.Export.INTERNAL,
        Phases.BrownOut.HOLD);
  }

  @Override
  public boolean selectsRepositories() {
    return selectsRepositories;
  }

  @Override
  public boolean isAbout(RepositoryFacts repository) {
    return !(repository.tags() instanceof Known.Value<Map<String, String>>(var tags)
        && tags.containsKey("keep"));
  }

  @Override
  public List<VersionDecision> decide(PackageFacts facts, Instant asOf) {
    List<VersionDecision> decisions = new ArrayList<>();
    for (int i = 0; i < facts.versions().size(); i++) {
      VersionFacts version = facts.versions().get(i);
      decisions.add(
          new VersionDecision(
              version.version(), i == 0 ? kept("newest") : decide(facts, version, asOf)));
    }
    return decisions;
  }

  private Outcome decide(PackageFacts facts, VersionFacts version, Instant asOf) {
    Instant boundary = asOf.minus(age);
    PublishedAt published = version.published();
    if (facts.name().startsWith("kept") || version.status().equals("Archived")) {
      return kept("kept");
    }
    if (!(facts.repository().tags() instanceof Known.Value)) {
      return new Outcome.Kept(Outcome.Why.UNKNOWN, "", "its tags are not known");
    }
    if (!published.notBefore().isBefore(boundary)) {
      return new Outcome.Kept(Outcome.Why.NOT_SELECTED, "", "young");
    }
    if (!published.notAfter().isBefore(boundary)) {
      return published.unknown().isPresent()
          ? new Outcome.Kept(Outcome.Why.UNKNOWN, "", published.unknown().get())
          : new Outcome.Undecided(Set.of(Question.PUBLISHED));
    }
    if (facts.name().startsWith("large")) {
      return switch (version.bytes()) {
        case Known.Value<Long>(Long bytes) -> bytes > 1000 ? selected() : kept("small");
        case Known.Unknown<Long>(String why) -> new Outcome.Kept(Outcome.Why.UNKNOWN, "", why);
        case Known.Unasked<Long> unasked -> new Outcome.Undecided(Set.of(Question.BYTES));
      };
    }
    if (facts.name().startsWith("read")) {
      return switch (version.reads()) {
        case Known.Value<ReadHistory>(var reads) ->
            reads.lastRead().filter(read -> !read.isBefore(boundary)).isPresent()
                ? kept("read")
                : selected();
        case Known.Unknown<ReadHistory>(String why) ->
            new Outcome.Kept(Outcome.Why.UNKNOWN, "", why);
        case Known.Unasked<ReadHistory> unasked -> new Outcome.Undecided(Set.of(Question.READS));
      };
    }
    return selected();
  }

  @Override
  public Outcome decide(RepositoryFacts facts, Instant asOf) {
    Instant boundary = asOf.minus(age);
    boolean old =
        facts.lastPublish() instanceof Known.Value<Optional<Instant>>(var last)
            && last.filter(time -> !time.isBefore(boundary)).isEmpty();
    boolean alone =
        facts.downstreams() instanceof Known.Value<List<String>>(var downstreams)
            && downstreams.isEmpty();
    return old && alone && isAbout(facts)
        ? new Outcome.Selected(policy, "abandoned")
        : new Outcome.Kept(Outcome.Why.NOT_SELECTED, "", "in use or not known");
  }

  private Outcome selected() {
    return new Outcome.Selected(policy, "published long ago");
  }

  private static Outcome kept(String reason) {
    return new Outcome.Kept(Outcome.Why.KEEP_RULE, "policies[0].keep", reason);
  }

  @Override
  public Optional<Instant> frozenUntil(Instant time) {
    return Optional.empty();
  }
}
