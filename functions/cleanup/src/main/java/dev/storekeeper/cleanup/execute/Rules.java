package dev.storekeeper.cleanup.execute;

import dev.storekeeper.retention.Limits;
import dev.storekeeper.retention.Phases;
import java.time.Instant;
import java.util.Optional;

/** What the present policy says about carrying out a plan. */
public interface Rules {
  /** The revision of a policy; absent if there is none of this name. */
  Optional<String> revision(String policy);

  /** How a policy removes; absent if there is none of this name. */
  Optional<Phases> phases(String policy);

  /** Whether a policy's plans are carried out without a person. */
  boolean enforces(String policy);

  /** Until when nothing is hidden or deleted; absent if a time is in no freeze. */
  Optional<Instant> frozenUntil(Instant time);

  /** How much may change without a person. */
  Limits limits();
}
