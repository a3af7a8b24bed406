package dev.storekeeper.sandbox.runtime.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The faults that are still to happen. To a call happens the first that concerns it of those that
 * end, in the order they were asked for, else the first of those that stay. Safe for many threads.
 */
public final class Faults {
  private static final int MAX = 100;

  private final List<Pending> pending = new ArrayList<>();

  /**
   * A fault and how many times it is still to happen.
   *
   * @param fault the fault
   * @param times at least 1; empty if it stays until it is taken back
   */
  public record Pending(Fault fault, OptionalInt times) {
    /**
     * @throws IllegalArgumentException if it is to happen less than once
     */
    public Pending {
      if (times.orElse(1) < 1) {
        throw new IllegalArgumentException("times is at least 1, not " + times.getAsInt());
      }
    }

    /** A fault that happens so many times, at least once. */
    public Pending(Fault fault, int times) {
      this(fault, OptionalInt.of(times));
    }

    /** A fault that stays until it is taken back. */
    public static Pending always(Fault fault) {
      return new Pending(fault, OptionalInt.empty());
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
      if (next.times().isPresent() && next.fault().concerns(service, operation)) {
        if (next.times().getAsInt() == 1) {
          pending.remove(i);
        } else {
          pending.set(i, new Pending(next.fault(), next.times().getAsInt() - 1));
        }
        return Optional.of(next.fault());
      }
    }
    return pending.stream()
        .filter(next -> next.times().isEmpty())
        .map(Pending::fault)
        .filter(fault -> fault.concerns(service, operation))
        .findFirst();
  }
}
