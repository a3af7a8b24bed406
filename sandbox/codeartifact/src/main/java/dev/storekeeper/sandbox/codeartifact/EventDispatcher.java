package dev.storekeeper.sandbox.codeartifact;

import dev.storekeeper.sandbox.codeartifact.catalog.Outbox;
import dev.storekeeper.sandbox.codeartifact.catalog.Outbox.Entry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hands the events in the outbox to the listener, in order, until it takes them. Events leave the
 * outbox only afterwards, so a crash repeats events but loses none.
 */
final class EventDispatcher implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EventDispatcher.class.getName());
  private static final int BATCH = 50;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

  private final Outbox outbox;
  private final EventListener listener;
  private final Semaphore changes = new Semaphore(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  EventDispatcher(Outbox outbox, EventListener listener) {
    this.outbox = outbox;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("codeartifact-events").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** To be called when there may be new events. */
  void wake() {
    changes.release();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!isClosing()) {
        changes.acquire();
        changes.drainPermits();
        while (!isClosing() && !deliverAll()) {
          closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
          pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
        pause = FIRST_PAUSE;
      }
    } catch (InterruptedException e) {
      LOG.log(Level.WARNING, "The delivery of events was interrupted and ends", e);
    }
  }

  private boolean deliverAll() {
    for (List<Entry> head = outbox.head(BATCH); !head.isEmpty(); head = outbox.head(BATCH)) {
      List<Entry> taken = deliver(head);
      if (!taken.isEmpty()) {
        outbox.remove(taken);
      }
      if (taken.size() < head.size()) {
        return false;
      }
    }
    return true;
  }

  private List<Entry> deliver(List<Entry> entries) {
    List<Entry> taken = new ArrayList<>();
    for (Entry entry : entries) {
      if (isClosing() || !deliver(entry)) {
        break;
      }
      taken.add(entry);
    }
    return taken;
  }

  // Whatever a listener throws means that the event was not taken.
  @SuppressWarnings("Interruption")
  private boolean deliver(Entry entry) {
    try {
      listener.deliver(entry.event());
      return true;
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The listener did not take event " + entry.key() + " yet", e);
      return false;
    } finally {
      boolean interrupted = Thread.interrupted();
      if (interrupted) {
        LOG.log(Level.DEBUG, "Interruption cleared: it would damage the store");
      }
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Waits for the event under way, if there is one. */
  @Override
  public void close() {
    closing.countDown();
    wake();
    try {
      if (!thread.join(PATIENCE_AT_CLOSE)) {
        LOG.log(Level.WARNING, "A listener does not return; its event will come again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
