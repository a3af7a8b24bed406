package dev.storekeeper.cleanup.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.ReadHistory;
import dev.storekeeper.retention.RepositoryFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The facts of a run as JSON. Reading gives what was written: unknown stays unknown. */
final class FactsCodec {
  private static final int SCHEMA = 1;

  private FactsCodec() {}

  static String write(RunFacts facts) {
    ObjectNode json = JsonFields.object().put("schema", SCHEMA);
    ArrayNode repositories = json.putArray("repositories");
    facts
        .repositories()
        .forEach(repository -> {
          ObjectNode object = repositories.addObject();
          write(repository, object);
          known(
              object,
              "mayHaveBeenRead",
              facts.mayHaveBeenRead().getOrDefault(repository.name(), new Known.Unasked<>()),
              FactsCodec::time);
        });
    facts.missing().forEach(json.putArray("missing")::add);
    json.put("acceptsLess", facts.acceptsLess());
    json.put("reads", facts.reads()).put("failures", facts.failures());
    json.put("calls", facts.calls());
    return json.toString();
  }

  /**
   * Reads facts.
   *
   * @throws IllegalArgumentException if they are not such; names the field
   */
  static RunFacts read(JsonFields json) {
    if (json.number("schema") != SCHEMA) {
      throw new IllegalArgumentException(
          "schema: found " + json.number("schema") + ", expected " + SCHEMA);
    }
    List<RepositoryFacts> repositories = new ArrayList<>();
    Map<String, Known<Optional<Instant>>> mayHaveBeenRead = new TreeMap<>();
    for (JsonFields repository : json.objects("repositories")) {
      repositories.add(repository(repository));
      mayHaveBeenRead.put(
          repository.text("name"),
          known(repository, "mayHaveBeenRead", value -> value.optionalInstant("time")));
    }
    return new RunFacts(
        repositories,
        mayHaveBeenRead,
        json.texts("missing"),
        json.flag("acceptsLess"),
        json.number("reads"),
        json.number("failures"),
        json.number("calls"));
  }

  private static void write(RepositoryFacts facts, ObjectNode json) {
    json.put("region", facts.region()).put("domainOwner", facts.domainOwner());
    json.put("domain", facts.domain()).put("name", facts.name());
    json.put("administrator", facts.administrator());
    json.put("createdTime", facts.createdTime().toString());
    known(
        json,
        "tags",
        facts.tags(),
        (value, tags) -> {
          ObjectNode byKey = value.putObject("byKey");
          new TreeMap<>(tags).forEach(byKey::put);
        });
    known(json, "upstreams", facts.upstreams(), FactsCodec::names);
    known(json, "downstreams", facts.downstreams(), FactsCodec::names);
    known(json, "externalConnections", facts.externalConnections(), FactsCodec::names);
    known(json, "packages", facts.packages(), (value, count) -> value.put("count", count));
    known(json, "lastPublish", facts.lastPublish(), FactsCodec::time);
    known(json, "lastGrant", facts.lastGrant(), FactsCodec::time);
    known(
        json,
        "reads",
        facts.reads(),
        (value, reads) -> {
          time(value, reads.lastRead());
          value.put("coveredSince", reads.coveredSince().toString());
          value.put("coveredUntil", reads.coveredUntil().toString());
        });
  }

  private static RepositoryFacts repository(JsonFields json) {
    return new RepositoryFacts(
        json.text("region"),
        json.text("domainOwner"),
        json.text("domain"),
        json.text("name"),
        json.text("administrator"),
        json.instant("createdTime"),
        known(json, "tags", value -> tags(value.object("byKey"))),
        known(json, "upstreams", value -> value.texts("names")),
        known(json, "downstreams", value -> value.texts("names")),
        known(json, "externalConnections", value -> value.texts("names")),
        known(json, "packages", value -> value.number("count")),
        known(json, "lastPublish", value -> value.optionalInstant("time")),
        known(json, "lastGrant", value -> value.optionalInstant("time")),
        known(
            json,
            "reads",
            value ->
                new ReadHistory(
                    value.optionalInstant("time"),
                    value.instant("coveredSince"),
                    value.instant("coveredUntil"))));
  }

  private static <T> void known(
      ObjectNode json, String field, Known<T> fact, BiConsumer<ObjectNode, T> writer) {
    switch (fact) {
      case Known.Value<T>(T value) -> writer.accept(json.putObject(field), value);
      case Known.Unknown<T>(String why) -> json.putObject(field).put("unknown", why);
      case Known.Unasked<T> unasked -> json.putObject(field).put("unasked", true);
    }
  }

  private static <T> Known<T> known(JsonFields json, String field, Function<JsonFields, T> reader) {
    JsonFields value = json.object(field);
    if (value.names().contains("unasked")) {
      return new Known.Unasked<>();
    }
    Optional<String> unknown = value.optionalText("unknown");
    if (unknown.isPresent()) {
      return new Known.Unknown<>(unknown.get());
    }
    return new Known.Value<>(reader.apply(value));
  }

  private static Map<String, String> tags(JsonFields json) {
    Map<String, String> tags = new TreeMap<>();
    json.names().forEach(key -> tags.put(key, json.text(key)));
    return Map.copyOf(tags);
  }

  private static void names(ObjectNode json, List<String> names) {
    names.forEach(json.putArray("names")::add);
  }

  private static void time(ObjectNode json, Optional<Instant> time) {
    time.ifPresent(instant -> json.put("time", instant.toString()));
  }
}
