package dev.storekeeper.sandbox.codeartifact;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Receives the events of package versions, one at a time and in order. */
@FunctionalInterface
public interface EventListener {
  /**
   * Takes an event (a full EventBridge envelope). When this returns normally the event is done;
   * when it throws, the same event comes again later, and after a crash also events that were taken
   * may come again: receivers tell duplicates by {@code detail.eventDeduplicationId}. Later events
   * wait until this one is taken.
   *
   * @throws Exception to receive the event again
   */
  void deliver(ObjectNode event) throws Exception;
}
