package dev.storekeeper.sandbox.runtime.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are still to happen, in the order they were asked for. Safe for many threads. */
public final class Faults {
  private static final int MAX = 100;

  private final List<Pending> pending = new ArrayList<>();

  /**
   * A fault and how many times it is still to happen.
   *
   * @param fault the fault
   * @param times at least 1
   */
  public record Pending(Fault fault, int times) {
    /**
     * @throws IllegalArgumentException if it is to happen less than once
     */
    public Pending {
      if (times < 1) {
        throw new IllegalArgumentException("times is at least 1, not " + times);
      }
    }
  }

  /**
   * Adds a fault behind the others.
   *
   * @throws IllegalArgumentException if there are 100 already
   */
  public synchronized void add(Pending fault) {
    if (pending.size() >= MAX) {
      throw new IllegalArgumentException(MAX + " faults are pending already");
    }
    pending.add(fault);
  }

  /** What is still to happen. */
  public synchronized List<Pending> pending() {
    return List.copyOf(pending);
  }

  /** Forgets all faults. */
  public synchronized void clear() {
    pending.clear();
  }

  /** Takes the first fault that concerns a call. */
  synchronized Optional<Fault> take(String service, String operation) {
    for (int i = 0; i < pending.size(); i++) {
      Pending next = pending.get(i);
      if (next.fault().concerns(service, operation)) {
        if (next.times() == 1) {
          pending.remove(i);
        } else {
          pending.set(i, new Pending(next.fault(), next.times() - 1));
        }
        return Optional.of(next.fault());
      }
    }
    return Optional.empty();
  }
}
