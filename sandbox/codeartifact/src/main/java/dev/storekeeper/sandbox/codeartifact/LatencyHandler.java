package dev.storekeeper.sandbox.codeartifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;

/** Lets each request wait before it is handled, as a network would. */
final class LatencyHandler implements HttpHandler {
  private final Duration latency;
  private final HttpHandler handler;

  LatencyHandler(Duration latency, HttpHandler handler) {
    this.latency = latency;
    this.handler = handler;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (latency.isPositive()) {
      try {
        Thread.sleep(latency);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        exchange.close();
        return;
      }
    }
    handler.handle(exchange);
  }
}
