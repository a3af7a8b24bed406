package dev.storekeeper.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.PackageVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * One record of the ledger, schema 1. The module's README describes its JSON. Fields that this
 * version does not know are kept. Immutable.
 */
public final class LedgerRecord {
  /** The schema that this version writes and reads. */
  public static final int SCHEMA = 1;

  private final ObjectNode json;

  private LedgerRecord(ObjectNode json) {
    this.json = json;
    RecordCheck.check(json);
  }

  /**
   * A new record. Its id follows from time, stream and position, so the same thing recorded again
   * has the same id.
   *
   * @param type lower-case words, as in {@code package-version.published}
   * @param time when it happened
   * @param recordedAt when it was recorded
   * @param stream what the record belongs to, at most 2048 bytes
   * @param position the place in the stream, unique there and sorting as text, at most 1024 bytes
   * @param packageVersion what it is about, if that is a package version
   * @param data what is particular to the type
   * @param event what gave rise to it, unchanged
   * @throws IllegalArgumentException if a part is not as described; the message names it
   */
  public static LedgerRecord create(
      String type,
      Instant time,
      Instant recordedAt,
      String stream,
      String position,
      Optional<PackageVersion> packageVersion,
      ObjectNode data,
      Optional<JsonNode> event) {
    ObjectNode json = RecordJson.object();
    json.put("schema", SCHEMA);
    json.put("id", id(time, stream, position));
    json.put("type", type);
    json.put("time", Times.text(time));
    json.put("recordedAt", Times.text(recordedAt));
    json.put("stream", stream);
    json.put("position", position);
    packageVersion.ifPresent(version -> json.set("package", PackageJson.write(version)));
    json.set("data", data);
    event.ifPresent(raw -> json.set("event", raw));
    // Writing and reading gives the numbers the types that they have in a record from the ledger.
    return read(RecordJson.write(json));
  }

  /**
   * Reads the JSON of a record.
   *
   * @throws IllegalArgumentException if it is no record of schema 1; the message names the field
   */
  public static LedgerRecord read(String text) {
    if (RecordJson.read(text) instanceof ObjectNode object) {
      return new LedgerRecord(object);
    }
    throw new IllegalArgumentException("record: found no object, expected the JSON of a record");
  }

  /** A version 7 UUID; sorts by {@link #time}. */
  public String id() {
    return json.path("id").asText();
  }

  /** What kind of record this is. */
  public String type() {
    return json.path("type").asText();
  }

  /** When it happened, to the millisecond. */
  public Instant time() {
    return Instant.parse(json.path("time").asText());
  }

  /** When it was recorded, to the millisecond. */
  public Instant recordedAt() {
    return Instant.parse(json.path("recordedAt").asText());
  }

  /** What the record belongs to. */
  public String stream() {
    return json.path("stream").asText();
  }

  /** The place in the stream. */
  public String position() {
    return json.path("position").asText();
  }

  /** The package version that it is about. */
  public Optional<PackageVersion> packageVersion() {
    return json.path("package") instanceof ObjectNode object
        ? Optional.of(PackageJson.read(object))
        : Optional.empty();
  }

  /** What is particular to the type, as a copy. */
  public ObjectNode data() {
    return json.withObject("/data").deepCopy();
  }

  /** What gave rise to it, unchanged, as a copy. */
  public Optional<JsonNode> event() {
    return json.has("event") ? Optional.of(json.path("event").deepCopy()) : Optional.empty();
  }

  /** The whole record as a copy. */
  ObjectNode json() {
    return json.deepCopy();
  }

  /** The record as one line of ASCII. */
  public String toJson() {
    return RecordJson.write(json);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LedgerRecord record && json.equals(record.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  /** The record as JSON. */
  @Override
  public String toString() {
    return toJson();
  }

  private static String id(Instant time, String stream, String position) {
    byte[] entropy = (stream + "\n" + position).getBytes(StandardCharsets.UTF_8);
    return Ids.timeOrdered(time, entropy).toString();
  }
}
