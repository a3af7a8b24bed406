package dev.storekeeper.cleanup.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a JSON object that cleanup wrote earlier. Every method throws {@link
 * IllegalArgumentException} with the field, what was found and what is expected.
 */
public final class JsonFields {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_SHOWN = 80;

  private final JsonNode node;

  private JsonFields(JsonNode node) {
    this.node = node;
  }

  /** A new object to write. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The fields of an object. */
  public static JsonFields of(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("found " + shown(node) + ", expected a JSON object");
    }
    return new JsonFields(node);
  }

  /** The fields of the object that a text is. */
  public static JsonFields parse(String text) {
    try {
      return of(JSON.readTree(text));
    } catch (IOException e) {
      throw new IllegalArgumentException("found no JSON, expected an object", e);
    }
  }

  /** The fields of the object that a stream is, at most so many bytes. */
  public static JsonFields read(InputStream in, int maxBytes) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new IOException("found more than " + maxBytes + " bytes of JSON");
    }
    return of(JSON.readTree(bytes));
  }

  /** A text. */
  public String text(String field) {
    return optionalText(field).orElseThrow(() -> wrong(field, "a text"));
  }

  /** A text that may be absent. */
  public Optional<String> optionalText(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrong(field, "a text");
    }
    return Optional.of(value.asText());
  }

  /** A whole number. */
  public long number(String field) {
    return optionalNumber(field).orElseThrow(() -> wrong(field, "a whole number"));
  }

  /** A whole number that may be absent. */
  public Optional<Long> optionalNumber(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(field, "a whole number");
    }
    return Optional.of(value.asLong());
  }

  /** A truth value. */
  public boolean flag(String field) {
    JsonNode value = node.path(field);
    if (!value.isBoolean()) {
      throw wrong(field, "true or false");
    }
    return value.asBoolean();
  }

  /** A time in ISO 8601. */
  public Instant instant(String field) {
    return optionalInstant(field).orElseThrow(() -> wrong(field, "a time"));
  }

  /** A time in ISO 8601 that may be absent. */
  public Optional<Instant> optionalInstant(String field) {
    Optional<String> text = optionalText(field);
    try {
      return text.map(Instant::parse);
    } catch (DateTimeException e) {
      throw wrong(field, "a time as 2026-03-01T03:00:00Z", e);
    }
  }

  /** One of the names of an enum. */
  public <E extends Enum<E>> E oneOf(Class<E> type, String field) {
    String text = text(field);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw wrong(field, "a " + type.getSimpleName());
  }

  /** An object. */
  public JsonFields object(String field) {
    if (!node.path(field).isObject()) {
      throw wrong(field, "an object");
    }
    return new JsonFields(node.path(field));
  }

  /** The names of the fields, in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The objects of an array. */
  public List<JsonFields> objects(String field) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : array(field)) {
      objects.add(of(element));
    }
    return objects;
  }

  /** The texts of an array. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(field)) {
      if (!element.isTextual()) {
        throw wrong(field, "an array of texts");
      }
      texts.add(element.asText());
    }
    return texts;
  }

  private ArrayNode array(String field) {
    if (node.path(field) instanceof ArrayNode array) {
      return array;
    }
    throw wrong(field, "an array");
  }

  private IllegalArgumentException wrong(String field, String expected) {
    return new IllegalArgumentException(
        field + ": found " + shown(node.path(field)) + ", expected " + expected);
  }

  private IllegalArgumentException wrong(String field, String expected, Exception cause) {
    return new IllegalArgumentException(
        field + ": found " + shown(node.path(field)) + ", expected " + expected, cause);
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN - 3) + "...";
  }
}
