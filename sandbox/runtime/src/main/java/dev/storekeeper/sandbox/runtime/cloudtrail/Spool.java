package dev.storekeeper.sandbox.runtime.cloudtrail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The records that wait for delivery, in memory and, so that they survive the process, a line each
 * in a file. Not safe for use by many threads.
 */
final class Spool {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<ObjectNode> records = new ArrayList<>();
  private long bytes;
  private int number;

  /** What waits in a folder, in the file of a number; older files are deleted. */
  Spool(Path folder, int number) throws IOException {
    this.folder = folder;
    this.number = number;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> !each.equals(current())).toList()) {
        if (String.valueOf(file.getFileName()).startsWith("pending-")) {
          Files.delete(file);
        }
      }
    }
    if (Files.exists(current())) {
      load();
    }
  }

  private void load() throws IOException {
    for (String line : Files.readString(current()).split("\n", -1)) {
      try {
        JsonNode record = line.isEmpty() ? JSON.missingNode() : JSON.readTree(line);
        if (record instanceof ObjectNode object) {
          records.add(object);
          bytes += line.length();
        }
      } catch (JsonProcessingException e) {
        // The process ended while it wrote its last line: that record was never taken.
        return;
      }
    }
  }

  /** Adds a record; it is on its way to disk when this returns. */
  void add(ObjectNode record) throws IOException {
    byte[] line = (record + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(current(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    records.add(record);
    bytes += line.length;
  }

  List<ObjectNode> records() {
    return List.copyOf(records);
  }

  int size() {
    return records.size();
  }

  long bytes() {
    return bytes;
  }

  /** Forgets everything, as it is delivered; what comes next goes to the file of a number. */
  void clear(int next) throws IOException {
    Path delivered = current();
    number = next;
    records.clear();
    bytes = 0;
    Files.deleteIfExists(delivered);
  }

  private Path current() {
    return folder.resolve("pending-%d.jsonl".formatted(number));
  }
}
