package dev.storekeeper.sandbox.runtime.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of a sandbox: it runs with the machine's clock and can be moved ahead. Work that is
 * due at a time is scheduled here, so that moving the clock runs everything that would have
 * happened meanwhile, in order. Safe for use by many threads.
 */
public final class VirtualClock extends Clock implements AutoCloseable {
  private record Due(Instant at, long order, Runnable task) {}

  /** A wait's nanoseconds fit a long, however far away the next timer is. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Clock base;
  private final Activity activity = new Activity();

  /** Held while a timer is taken and run, so that timers run one after the other, in order. */
  private final ReentrantLock turn = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Due> timers =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private Duration offset = Duration.ZERO;
  private Instant skippedTo = Instant.MIN;
  private long sequence;
  private boolean closed;

  /** A clock that starts at the given base clock's time; its timers run on one thread. */
  public VirtualClock(Clock base) {
    this.base = base;
    Thread.ofVirtual().name("virtual-clock").start(this::run);
  }

  /** A handle to take a timer back. */
  @FunctionalInterface
  public interface Timer {
    /** Takes the timer back; without effect when it already ran. */
    void cancel();
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return base.instant().plus(offset);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs a short task once this clock reads {@code at} or later, on the clock's own thread or on
   * one that advances it, never two at once. A task that may block starts a thread of its own. A
   * task that throws ends only itself. On a closed clock nothing runs.
   */
  public Timer schedule(Instant at, Runnable task) {
    lock.lock();
    try {
      Due due = new Due(at, sequence++, task);
      if (!closed) {
        timers.add(due);
        changed.signalAll();
      }
      return () -> cancel(due);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until this clock has moved on by a duration, by itself or because it was moved. */
  public void pause(Duration duration) throws InterruptedException {
    CountDownLatch due = new CountDownLatch(1);
    Activity.Pause pause = activity.pause();
    Timer timer =
        schedule(
            instant().plus(duration),
            () -> {
              // Here rather than when the thread wakes: the clock may be about to move on.
              pause.end();
              due.countDown();
            });
    try {
      due.await();
    } finally {
      timer.cancel();
      pause.end();
    }
  }

  /** How far this clock is ahead of its base. */
  public Duration ahead() {
    lock.lock();
    try {
      return offset;
    } finally {
      lock.unlock();
    }
  }

  /** What is under way at this clock's time. */
  public Activity activity() {
    return activity;
  }

  /**
   * Moves this clock ahead by a positive duration, running each timer that falls due in order, with
   * the clock at the time it was due. All of them have run when this returns.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public void advance(Duration by) {
    requireAhead(by);
    turn.lock();
    try {
      Instant end = instant().plus(by);
      for (Due due = takeUntil(end); due != null; due = takeUntil(end)) {
        runTask(due);
      }
    } finally {
      turn.unlock();
    }
  }

  /**
   * The same, but before each step, and in the end, waits until what the last one set off is done.
   *
   * @param limit how long to wait each time, in real time
   * @throws IllegalArgumentException if the duration is negative
   * @throws IllegalStateException if something is not done within the limit; the clock stays at the
   *     time that it has reached
   */
  public void advance(Duration by, Duration limit) throws InterruptedException {
    requireAhead(by);
    turn.lockInterruptibly();
    try {
      Instant end = instant().plus(by);
      activity.settle(limit);
      for (Due due = takeUntil(end); due != null; due = takeUntil(end)) {
        runTask(due);
        activity.settle(limit);
      }
      activity.settle(limit);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Moves this clock ahead at once, as a machine that slept: what fell due meanwhile runs once
   * afterwards, with the clock at its new time, and what recurs goes on from there ({@link
   * #resuming}). Waits before and in the end until what was set off is done.
   *
   * @param limit how long to wait each time, in real time
   * @throws IllegalArgumentException if the duration is negative
   * @throws IllegalStateException if something is not done within the limit
   */
  public void skip(Duration by, Duration limit) throws InterruptedException {
    requireAhead(by);
    turn.lockInterruptibly();
    try {
      activity.settle(limit);
      lock.lock();
      try {
        skippedTo = base.instant().plus(offset).plus(by);
        moveTo(skippedTo);
      } finally {
        lock.unlock();
      }
      for (Due due = takeDue(); due != null; due = takeDue()) {
        runTask(due);
      }
      activity.settle(limit);
    } finally {
      turn.unlock();
    }
  }

  /** The time from which what recurs goes on: when it was due, or the end of a skip over that. */
  public Instant resuming(Instant due) {
    lock.lock();
    try {
      return due.isBefore(skippedTo) ? skippedTo : due;
    } finally {
      lock.unlock();
    }
  }

  private static void requireAhead(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("a clock moves only ahead, not by " + by);
    }
  }

  private @Nullable Due takeUntil(Instant end) {
    lock.lock();
    try {
      Due due = timers.peek();
      if (due == null || due.at().isAfter(end)) {
        moveTo(end);
        return null;
      }
      moveTo(due.at());
      return timers.poll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the virtual clock reads UTC");
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      timers.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void moveTo(Instant time) {
    Duration ahead = Duration.between(base.instant().plus(offset), time);
    if (ahead.isPositive()) {
      offset = offset.plus(ahead);
      changed.signalAll();
    }
  }

  private void cancel(Due due) {
    lock.lock();
    try {
      timers.remove(due);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitDue()) {
        turn.lock();
        try {
          Due due = takeDue();
          if (due != null) {
            runTask(due);
          }
        } finally {
          turn.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a timer is due; false once the clock is closed. */
  private boolean awaitDue() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        Due next = timers.peek();
        if (next == null) {
          changed.await();
          continue;
        }
        Duration wait = Duration.between(base.instant().plus(offset), next.at());
        if (!wait.isPositive()) {
          return true;
        }
        changed.await(
            wait.compareTo(LONGEST_WAIT) < 0 ? wait.toNanos() : LONGEST_WAIT.toNanos(),
            TimeUnit.NANOSECONDS);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Due takeDue() {
    lock.lock();
    try {
      Due next = timers.peek();
      return next != null && !next.at().isAfter(base.instant().plus(offset)) ? timers.poll() : null;
    } finally {
      lock.unlock();
    }
  }

  private static void runTask(Due due) {
    try {
      due.task().run();
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getThreadGroup().uncaughtException(thread, e);
    }
  }
}
