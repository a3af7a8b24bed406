package dev.storekeeper.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A thrown exception as JSON: type, message, the top of its stack, and its causes likewise. */
final class ThrownJson {
  private static final int MAX_CAUSES = 5;
  private static final int MAX_FRAMES = 12;
  private static final int MAX_MESSAGE = 1024;

  private ThrownJson() {}

  static ObjectNode of(Throwable thrown) {
    ObjectNode outermost = one(thrown);
    ObjectNode current = outermost;
    @Nullable Throwable cause = thrown.getCause();
    for (int depth = 1; cause != null && depth < MAX_CAUSES; depth++) {
      ObjectNode next = one(cause);
      current.set("cause", next);
      current = next;
      cause = cause.getCause();
    }
    return outermost;
  }

  private static ObjectNode one(Throwable thrown) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", thrown.getClass().getName());
    json.put("message", Texts.bounded(String.valueOf(thrown.getMessage()), MAX_MESSAGE));
    ArrayNode stack = json.putArray("stack");
    Arrays.stream(thrown.getStackTrace())
        .limit(MAX_FRAMES)
        .map(StackTraceElement::toString)
        .forEach(stack::add);
    return json;
  }
}
