package dev.storekeeper.sandbox.codeartifact;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Receives a record of every call, as CloudTrail writes it, one at a time. */
@FunctionalInterface
public interface TrailListener {
  /**
   * Takes a record, some time after the call was answered. Records come in the order in which calls
   * ended. While it does not return they wait, and once 10,000 wait, calls do; one that it does not
   * take (it throws) is offered three times, then logged and left out.
   */
  void record(ObjectNode record);
}
