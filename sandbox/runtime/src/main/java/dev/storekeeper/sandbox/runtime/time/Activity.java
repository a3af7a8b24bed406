package dev.storekeeper.sandbox.runtime.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox does in real time, so that its clock can wait for it before it moves on. What
 * waits for the clock itself does not count. Safe for use by many threads.
 */
public final class Activity {
  private static final long LOOK_AGAIN_MILLIS = 20;

  /** The innermost work of each thread, of whichever sandbox. */
  private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();

  private final Set<Work> underWay = ConcurrentHashMap.newKeySet();
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Condition hurried = lock.newCondition();

  /** A place where work waits until somebody takes it. */
  @FunctionalInterface
  public interface Source {
    /** What waits here and can be done now, for people; empty if nothing does. */
    Optional<String> waiting();
  }

  /** Adds a source; taken away by closing what this returns. */
  public Registration add(Source source) {
    sources.add(source);
    return () -> sources.remove(source);
  }

  /** A source's place. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** A piece of work; it ends by being closed. */
  public final class Work implements AutoCloseable {
    private final String what;
    private final @Nullable Work outer;
    private final boolean ofThread;

    private Work(String what, boolean ofThread) {
      this.what = what;
      this.ofThread = ofThread;
      this.outer = ofThread ? CURRENT.get() : null;
    }

    private Activity activity() {
      return Activity.this;
    }

    @Override
    public void close() {
      if (ofThread) {
        if (outer == null) {
          CURRENT.remove();
        } else {
          CURRENT.set(outer);
        }
      }
      underWay.remove(this);
      signal(ended);
    }
  }

  /** Says that there may be something to do that there was not before. */
  public void touch() {
    changes.incrementAndGet();
  }

  /** How often {@link #touch} was called; the same number means that nothing came up since. */
  public long changes() {
    return changes.get();
  }

  /** Begins work of this thread, to be closed by it. */
  public Work begin(String what) {
    touch();
    return look(what);
  }

  /** The same for a look whether there is something to do. */
  public Work look(String what) {
    Work work = new Work(what, true);
    underWay.add(work);
    CURRENT.set(work);
    return work;
  }

  /** Begins work that another thread carries out and closes. */
  public Work open(String what) {
    touch();
    Work work = new Work(what, false);
    underWay.add(work);
    return work;
  }

  /** The work of a thread that waits for the clock: as long as it does, it is not under way. */
  final class Pause {
    private final List<Work> paused = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    private Pause() {
      for (Work work = CURRENT.get(); work != null; work = work.outer) {
        if (work.activity() == Activity.this) {
          paused.add(work);
        }
      }
      paused.forEach(underWay::remove);
      signal(ended);
    }

    /** Goes on; without effect the second time. */
    void end() {
      if (over.compareAndSet(false, true)) {
        touch();
        underWay.addAll(paused);
      }
    }
  }

  /** Lets this thread's work wait for the clock. */
  Pause pause() {
    return new Pause();
  }

  /** Waits between two looks for something to do; shorter when somebody waits for the result. */
  @SuppressWarnings("WaitNotInLoop") // to wake early only means to look early
  public void nap(Duration duration) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var _ = hurried.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nothing is under way and nothing waits to be done.
   *
   * @throws IllegalStateException if that takes longer than the limit, with what there still is
   */
  public void settle(Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    Optional<String> left = left();
    while (left.isPresent()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "still under way after " + limit.toSeconds() + " s: " + left.get());
      }
      awaitEnd();
      left = left();
    }
  }

  private Optional<String> left() {
    long before = changes.get();
    Optional<String> waiting =
        sources.stream().flatMap(source -> source.waiting().stream()).findFirst();
    // In this order: who takes what waits says so first.
    Optional<String> running = underWay.stream().map(work -> work.what).findFirst();
    return waiting
        .or(() -> running)
        .or(() -> before == changes.get() ? Optional.empty() : Optional.of("new work"));
  }

  @SuppressWarnings("WaitNotInLoop") // the caller looks again in a loop
  private void awaitEnd() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      hurried.signalAll();
      var _ = ended.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
  }

  private void signal(Condition condition) {
    lock.lock();
    try {
      condition.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
