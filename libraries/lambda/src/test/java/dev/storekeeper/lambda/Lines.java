package dev.storekeeper.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Catches the lines that a function would write to its standard output. */
final class Lines {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T10:15:30Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  PrintStream out() {
    return out;
  }

  Log log() {
    return new Log(out, CLOCK, "audit", "request-1");
  }

  List<String> raw() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  List<JsonNode> json() {
    ObjectMapper mapper = new ObjectMapper();
    return raw().stream()
        .map(line -> {
          try {
            return mapper.readTree(line);
          } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
          }
        })
        .toList();
  }
}
