package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Starts scans and says how far they are. Safe for use by many threads. */
public interface Scans {
  /**
   * Starts the scan of a domain; while one is under way, that one goes on.
   *
   * @param ahead how far ahead of now the plan's time is to be, for a plan that nobody can approve;
   *     absent for a plan of now
   * @return the id of the plan
   */
  String start(DomainId domain, Optional<Duration> ahead)
      throws IOException, StateUnavailableException;

  /** How far the scan of a plan is; absent if that is not known. */
  Optional<Progress> progress(Plan plan) throws IOException, StateUnavailableException;

  /**
   * How far a scan is.
   *
   * @param done how many repositories are scanned
   * @param total how many there are
   */
  record Progress(int done, int total) {}
}
