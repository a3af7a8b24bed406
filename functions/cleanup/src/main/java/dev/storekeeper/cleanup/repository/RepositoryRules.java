package dev.storekeeper.cleanup.repository;

import dev.storekeeper.retention.RepositoryPhases;
import java.time.Instant;
import java.util.Optional;

/** What the present policy says about removing repositories. Pure. */
public interface RepositoryRules {
  /** The revision of a policy; absent if there is none of this name. */
  Optional<String> policyRevision(String policy);

  /** How a policy removes repositories; absent if there is none of this name about them. */
  Optional<RepositoryPhases> phases(String policy);

  /** Until when nothing is frozen or deleted; absent if a time is in no freeze of the calendar. */
  Optional<Instant> frozenUntil(Instant time);
}
