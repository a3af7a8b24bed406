package dev.storekeeper.cleanup.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Chunk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the scan of a repository is.
 *
 * @param done whether all of it was scanned
 * @param page the page of packages that is being scanned; absent for the first one
 * @param scanned keys of the packages of that page that were scanned
 * @param chunks the rows so far
 * @param counts the counts so far
 * @param newestPublish the latest publication that was seen in a listing
 * @param publishUnknown whether there are packages whose latest publication is not known
 * @param attempts how many times it was begun since it last came further
 */
record UnitNote(
    boolean done,
    Optional<String> page,
    List<String> scanned,
    List<Chunk> chunks,
    Counts counts,
    Optional<Instant> newestPublish,
    boolean publishUnknown,
    int attempts) {
  UnitNote {
    scanned = List.copyOf(scanned);
    chunks = List.copyOf(chunks);
  }

  /**
   * Counts of a repository.
   *
   * @param packages packages that were scanned
   * @param unlisted packages whose versions could not be listed
   * @param reads reads of CodeArtifact and of the usage index
   * @param failures those that failed
   * @param calls calls of CodeArtifact, pages and repetitions counted
   */
  record Counts(long packages, long unlisted, long reads, long failures, long calls) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          packages + other.packages,
          unlisted + other.unlisted,
          reads + other.reads,
          failures + other.failures,
          calls + other.calls);
    }
  }

  /** Nothing was done yet. */
  static final UnitNote START =
      new UnitNote(
          false, Optional.empty(), List.of(), List.of(), Counts.NONE, Optional.empty(), false, 0);

  /** The same, tried once more. */
  UnitNote attempted() {
    return new UnitNote(
        done, page, scanned, chunks, counts, newestPublish, publishUnknown, attempts + 1);
  }

  String write() {
    ObjectNode json = JsonFields.object().put("done", done);
    page.ifPresent(token -> json.put("page", token));
    scanned.forEach(json.putArray("scanned")::add);
    ArrayNode array = json.putArray("chunks");
    chunks.forEach(chunk ->
        array
            .addObject()
            .put("key", chunk.key())
            .put("etag", chunk.etag())
            .put("rows", chunk.rows()));
    json.put("packages", counts.packages()).put("unlisted", counts.unlisted());
    json.put("reads", counts.reads()).put("failures", counts.failures());
    json.put("calls", counts.calls());
    newestPublish.ifPresent(time -> json.put("newestPublish", time.toString()));
    json.put("publishUnknown", publishUnknown).put("attempts", attempts);
    return json.toString();
  }

  static UnitNote read(String text) {
    JsonFields json = JsonFields.parse(text);
    return new UnitNote(
        json.flag("done"),
        json.optionalText("page"),
        json.texts("scanned"),
        json.objects("chunks").stream()
            .map(chunk -> new Chunk(chunk.text("key"), chunk.text("etag"), chunk.number("rows")))
            .toList(),
        new Counts(
            json.number("packages"),
            json.number("unlisted"),
            json.number("reads"),
            json.number("failures"),
            json.number("calls")),
        json.optionalInstant("newestPublish"),
        json.flag("publishUnknown"),
        Math.toIntExact(json.number("attempts")));
  }
}
