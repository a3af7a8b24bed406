package dev.storekeeper.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample events of the repository, and changes of them. */
final class Samples {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Path ROOT = Path.of(System.getProperty("storekeeper.root"));

  private Samples() {}

  static ObjectNode busEvent() {
    return read("events/storekeeper-ledger-record.json");
  }

  static ObjectNode queueEvent() {
    return read("events/notification-queue.json");
  }

  static LedgerEvent event(ObjectNode busEvent) {
    try {
      return LedgerEvent.parse(busEvent.toString());
    } catch (MalformedEventException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode read(String file) {
    try {
      return (ObjectNode) JSON.readTree(Files.readString(ROOT.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
