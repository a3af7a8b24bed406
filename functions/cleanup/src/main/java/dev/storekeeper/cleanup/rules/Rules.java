package dev.storekeeper.cleanup.rules;

import dev.storekeeper.retention.Limits;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.PackageFacts;
import dev.storekeeper.retention.Phases;
import dev.storekeeper.retention.RepositoryFacts;
import dev.storekeeper.retention.VersionDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The cleanup policy, as it is now. Pure. */
public interface Rules {
  /** The revision of the whole policy. */
  String revision();

  /** How much may change without a person. */
  Limits limits();

  /** Until when nothing is hidden or deleted; absent if a time is in no freeze. */
  Optional<Instant> frozenUntil(Instant time);

  /** How far a policy goes by itself. */
  Mode mode(String policy);

  /** A policy's own revision; absent if there is none of this name. */
  Optional<String> policyRevision(String policy);

  /** How a policy removes what it selects. */
  Phases phases(String policy);

  /** Whether any policy is about repositories. */
  boolean selectsRepositories();

  /** Whether a policy could concern versions of a repository; false only if that is certain. */
  boolean isAbout(RepositoryFacts repository);

  /** What is decided about each version of a package, in the order of the facts. */
  List<VersionDecision> decide(PackageFacts facts, Instant asOf);

  /** What is decided about a repository. */
  Outcome decide(RepositoryFacts facts, Instant asOf);
}
