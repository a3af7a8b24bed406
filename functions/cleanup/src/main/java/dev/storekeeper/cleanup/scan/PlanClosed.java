package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.plan.Plan;
import java.io.IOException;

/** Learns that a plan is complete, or that its scan was stopped. */
@FunctionalInterface
public interface PlanClosed {
  /**
   * Makes what people are given of a complete plan, before anybody can see that it is complete. May
   * be called more than once for a plan.
   */
  default void prepare(Plan plan) throws IOException {}

  /** Takes the plan. May be called more than once for a plan, and has to take that as once. */
  void closed(Plan plan) throws IOException;
}
