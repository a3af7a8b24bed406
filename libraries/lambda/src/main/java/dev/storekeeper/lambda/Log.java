package dev.storekeeper.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Structured log of one invocation: one JSON object a line with timestamp (ISO 8601, milliseconds,
 * UTC), level, message, function, requestId and the given fields. All texts are bounded, and
 * escaped down to printable ASCII. A field whose name ends in token, secret, password or
 * authorization is withheld. Safe for use by many threads.
 */
public final class Log {
  private static final int MAX_TEXT = 4096;
  private static final String WITHHELD = "[withheld]";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final PrintStream out;
  private final Clock clock;
  private final String function;
  private final String requestId;

  /** A log that writes to a stream, for an invocation of a function. */
  public Log(PrintStream out, Clock clock, String function, String requestId) {
    this.out = out;
    this.clock = clock;
    this.function = function;
    this.requestId = requestId;
  }

  /** Says what happened. Field values are numbers, booleans or anything with a text form. */
  public void info(String message, Map<String, ?> fields) {
    write(line("INFO", message, fields));
  }

  /** Says what was unexpected but is coped with. */
  public void warn(String message, Map<String, ?> fields) {
    write(line("WARN", message, fields));
  }

  /** Says what was unexpected but is coped with, and its cause. */
  public void warn(String message, Throwable cause, Map<String, ?> fields) {
    write(line("WARN", message, fields).set("exception", ThrownJson.of(cause)));
  }

  /** Says what somebody has to look at. */
  public void error(String message, Map<String, ?> fields) {
    write(line("ERROR", message, fields));
  }

  /** Says what somebody has to look at, and its cause. */
  public void error(String message, Throwable cause, Map<String, ?> fields) {
    write(line("ERROR", message, fields).set("exception", ThrownJson.of(cause)));
  }

  private ObjectNode line(String level, String message, Map<String, ?> fields) {
    ObjectNode line = JSON.createObjectNode();
    line.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("level", level);
    line.put("message", Texts.bounded(message, MAX_TEXT));
    line.put("function", function);
    line.put("requestId", requestId);
    new TreeMap<>(fields).forEach((name, value) -> put(line, name, value));
    return line;
  }

  private static void put(ObjectNode line, String name, Object value) {
    if (line.has(name)) {
      throw new IllegalArgumentException("the log's own field " + name + " cannot be set");
    }
    if (namesSecret(name)) {
      line.put(name, WITHHELD);
      return;
    }
    switch (value) {
      case Integer number -> line.put(name, number);
      case Long number -> line.put(name, number);
      case Boolean flag -> line.put(name, flag);
      default -> line.put(name, Texts.bounded(value.toString(), MAX_TEXT));
    }
  }

  private static boolean namesSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("token")
        || lower.endsWith("secret")
        || lower.endsWith("password")
        || lower.endsWith("authorization");
  }

  private void write(JsonNode line) {
    try {
      out.println(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
