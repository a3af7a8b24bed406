package dev.storekeeper.cleanup.scan;

import java.math.BigDecimal;

/** What was asked of CodeArtifact so far, by this process. */
public interface Spending {
  /** Calls, pages and repetitions counted. */
  long calls();

  /** What they cost, in US dollars. */
  BigDecimal dollars();
}
