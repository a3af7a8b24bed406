package dev.storekeeper.sandbox.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a bounded number of requests in at a time, ends every exchange, and turns a fault of the
 * sandbox itself into an answer and a log line.
 */
public final class Admission implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Admission.class.getName());

  private final int limit;
  private final Semaphore places;
  private final HttpHandler handler;

  /** Admits up to so many requests at a time to a handler; further ones are answered 503. */
  public Admission(int limit, HttpHandler handler) {
    this.limit = limit;
    this.places = new Semaphore(limit);
    this.handler = handler;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!places.tryAcquire()) {
      try (exchange) {
        Answers.fault(exchange, 503, "ServiceUnavailable", "too many requests at a time");
      }
      return;
    }
    try (exchange) {
      answer(exchange);
    } finally {
      places.release();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      handler.handle(exchange);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a request failed: " + exchange.getRequestURI().getPath(), e);
      Answers.fault(exchange, 500, "InternalFailure", "the sandbox failed: " + e);
    }
  }

  /**
   * Lets no further request in and lets those inside end, then stops a server. (The server's own
   * grace period often runs to its end although nothing is under way.)
   */
  public void stop(HttpServer server, Duration grace) {
    try {
      places.tryAcquire(limit, grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Loopback.end(server);
  }
}
