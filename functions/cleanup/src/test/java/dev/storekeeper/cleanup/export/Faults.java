package dev.storekeeper.cleanup.export;

/** Counts the operations of all fakes of a test and lets one of them fail. */
public final class Faults {
  /** Whether the operation that fails is done even so, as when its answer is lost. */
  public enum Moment {
    BEFORE,
    AFTER
  }

  private final int at;
  private final Moment moment;
  private int count;

  private Faults(int at, Moment moment) {
    this.at = at;
    this.moment = moment;
  }

  /** No operation fails. */
  public static Faults none() {
    return new Faults(-1, Moment.BEFORE);
  }

  /** The n-th operation fails, counted from 1. */
  public static Faults at(int n, Moment moment) {
    return new Faults(n, moment);
  }

  /** Counts an operation; whether it fails, and when. */
  public synchronized boolean next(Moment when) {
    if (when == Moment.BEFORE) {
      count++;
    }
    return count == at && moment == when;
  }

  /** Whether there were enough operations for one to fail. */
  public synchronized boolean happened() {
    return count >= at;
  }
}
