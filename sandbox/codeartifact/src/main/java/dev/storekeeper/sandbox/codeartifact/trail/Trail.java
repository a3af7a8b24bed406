package dev.storekeeper.sandbox.codeartifact.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.TrailListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands a record of each call to the listener, on a thread of its own. A bounded number of records
 * wait; then the threads of calls that have been answered do. Safe for use by many threads.
 */
public final class Trail implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Trail.class.getName());
  private static final int MOST_WAITING = 10_000;
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

  private final TrailRecords records;
  private final TrailListener listener;
  private final Clock clock;

  /** Empty at the end. */
  private final BlockingQueue<Optional<ObjectNode>> waiting =
      new ArrayBlockingQueue<>(MOST_WAITING);

  private final AtomicInteger notTaken = new AtomicInteger();
  private final Thread thread;

  /** A trail for one region; records are timed by the clock. */
  public Trail(String region, TrailListener listener, Clock clock) {
    this.records = new TrailRecords(region);
    this.listener = listener;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("codeartifact-trail").start(this::run);
  }

  /** Records a call that has been answered. */
  public void ended(CallTrace trace, HttpExchange exchange) {
    Optional<ObjectNode> record =
        records.of(
            trace,
            exchange.getResponseCode(),
            Optional.ofNullable(exchange.getResponseHeaders().getFirst("x-amzn-requestid"))
                .orElse(""),
            clock.instant());
    if (record.isPresent()) {
      notTaken.incrementAndGet();
      enqueue(record);
    }
  }

  /** How many records the listener has not taken yet. */
  public int waiting() {
    return notTaken.get();
  }

  private void enqueue(Optional<ObjectNode> record) {
    try {
      waiting.put(record);
    } catch (InterruptedException e) {
      LOG.log(Level.ERROR, "Interrupted: the record of a call is lost", e);
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Optional<ObjectNode> next = waiting.take();
      while (next.isPresent()) {
        deliver(next.get());
        notTaken.decrementAndGet();
        next = waiting.take();
      }
    } catch (InterruptedException e) {
      LOG.log(Level.WARNING, "The delivery of records was interrupted and ends", e);
    }
  }

  private void deliver(ObjectNode record) throws InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        listener.record(record);
        return;
      } catch (RuntimeException e) {
        LOG.log(
            attempt < ATTEMPTS ? Level.WARNING : Level.ERROR,
            "The listener did not take record %s, attempt %d of %d"
                .formatted(record.path("eventID").asText(), attempt, ATTEMPTS),
            e);
        Thread.sleep(PAUSE);
      }
    }
  }

  /** Waits until all records are taken. Calls must have ended. */
  @Override
  public void close() {
    enqueue(Optional.empty());
    try {
      if (!thread.join(PATIENCE_AT_CLOSE)) {
        LOG.log(
            Level.ERROR,
            "A listener does not return; {0} records are lost",
            Math.max(0, waiting.size() - 1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
