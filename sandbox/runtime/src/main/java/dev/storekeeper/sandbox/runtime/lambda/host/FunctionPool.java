package dev.storekeeper.sandbox.runtime.lambda.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The processes of one function: started when needed, kept for the next invocation, never more than
 * its concurrency. Safe for use by many threads.
 */
final class FunctionPool implements AutoCloseable {
  /** Starts a process for a version of the function. */
  @FunctionalInterface
  interface Starter {
    FunctionProcess start(String version) throws IOException;
  }

  private final String function;
  private final int limit;
  private final Starter starter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final Deque<FunctionProcess> idle = new ArrayDeque<>();
  private final Set<FunctionProcess> busy = new LinkedHashSet<>();
  private int taken;
  private long starts;
  private boolean closed;

  FunctionPool(String function, int limit, Starter starter) {
    this.function = function;
    this.limit = limit;
    this.starter = starter;
  }

  int limit() {
    return limit;
  }

  /** Takes a process, waiting for a free place; empty when none became free in time. */
  Optional<FunctionProcess> acquire(String version, Duration wait) throws InterruptedException {
    List<FunctionProcess> superfluous = new ArrayList<>();
    lock.lockInterruptibly();
    try {
      long left = wait.toNanos();
      while (taken >= limit && left > 0 && !closed) {
        left = freed.awaitNanos(left);
      }
      if (taken >= limit) {
        return Optional.empty();
      }
      requireOpen();
      taken++;
      idle.removeIf(process -> !process.alive());
      for (Iterator<FunctionProcess> each = idle.iterator(); each.hasNext(); ) {
        FunctionProcess process = each.next();
        if (process.version().equals(version)) {
          each.remove();
          busy.add(process);
          return Optional.of(process);
        }
      }
      while (idle.size() + taken > limit) {
        superfluous.add(idle.removeLast());
      }
    } finally {
      lock.unlock();
    }
    superfluous.forEach(FunctionProcess::stop);
    return Optional.of(start(version));
  }

  /** Gives a process back after an invocation. */
  void release(FunctionProcess process) {
    boolean keep;
    lock.lock();
    try {
      busy.remove(process);
      keep = process.alive() && !closed;
      if (keep) {
        idle.addFirst(process);
      }
      free();
    } finally {
      lock.unlock();
    }
    if (!keep) {
      process.stop();
    }
  }

  /** Ends the processes that have been idle for so long. */
  void stopIdle(Duration atLeast) {
    List<FunctionProcess> old = new ArrayList<>();
    lock.lock();
    try {
      for (Iterator<FunctionProcess> each = idle.iterator(); each.hasNext(); ) {
        FunctionProcess process = each.next();
        if (process.idle().compareTo(atLeast) >= 0) {
          each.remove();
          old.add(process);
        }
      }
    } finally {
      lock.unlock();
    }
    old.forEach(FunctionProcess::stop);
  }

  /** Its processes, those at work first. */
  List<FunctionProcess> processes() {
    lock.lock();
    try {
      List<FunctionProcess> all = new ArrayList<>(busy);
      all.addAll(idle);
      all.removeIf(process -> !process.alive());
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** How many processes were started so far. */
  long starts() {
    lock.lock();
    try {
      return starts;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<FunctionProcess> all;
    lock.lock();
    try {
      closed = true;
      all = new ArrayList<>(busy);
      all.addAll(idle);
      idle.clear();
      freed.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(FunctionProcess::stop);
  }

  private FunctionProcess start(String version) {
    FunctionProcess process;
    try {
      process = starter.start(version);
    } catch (IOException e) {
      lock.lock();
      try {
        free();
      } finally {
        lock.unlock();
      }
      throw new UncheckedIOException("cannot start a process for function " + function, e);
    }
    lock.lock();
    try {
      starts++;
      busy.add(process);
      if (!closed) {
        return process;
      }
    } finally {
      lock.unlock();
    }
    process.stop();
    throw new IllegalStateException("function " + function + " is stopped");
  }

  private void free() {
    taken--;
    freed.signal();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("function " + function + " is stopped");
    }
  }
}
