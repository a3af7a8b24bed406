package dev.storekeeper.sandbox.runtime.http;

import com.sun.net.httpserver.HttpHandler;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;

/** Lets the faults that were asked for happen to calls. */
final class FaultyHandler {
  private final Faults faults;

  FaultyHandler(Faults faults) {
    this.faults = faults;
  }

  /**
   * Handles a call, or lets it go wrong.
   *
   * @throws AwsException the handler's refusal, or a fault's
   */
  void handle(String service, String operation, HttpHandler handler, CallExchange call)
      throws IOException {
    var fault = faults.take(service, operation);
    if (fault.isEmpty()) {
      handler.handle(call);
      return;
    }
    switch (fault.get().kind()) {
      case THROTTLE -> throw ErrorProtocol.of(call).throttled();
      case ERROR -> throw ErrorProtocol.of(call).failed();
      case LATENCY -> {
        sleep(fault.get());
        handler.handle(call);
      }
      case LOST_RESPONSE -> unanswered(handler, call);
    }
  }

  private static void unanswered(HttpHandler handler, CallExchange call) throws IOException {
    call.withholdAnswer();
    try {
      handler.handle(call);
    } catch (AwsException e) {
      System.getLogger(FaultyHandler.class.getName())
          .log(System.Logger.Level.DEBUG, "this refusal is lost, as asked for", e);
    }
    call.close();
  }

  private static void sleep(Fault fault) {
    try {
      Thread.sleep(fault.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsException(503, "ServiceUnavailable", "the sandbox stops");
    }
  }
}
