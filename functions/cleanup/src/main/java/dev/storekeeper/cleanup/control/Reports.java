package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.plan.Plan;
import java.io.IOException;
import java.util.Optional;

/** Where people read the reports of plans. Safe for use by many threads. */
@FunctionalInterface
public interface Reports {
  /** An address that needs no credentials; absent if there is no report. */
  Optional<String> link(Plan plan) throws IOException;
}
