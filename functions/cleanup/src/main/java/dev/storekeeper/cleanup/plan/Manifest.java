package dev.storekeeper.cleanup.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.retention.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What belongs to a plan.
 *
 * @param plan the plan's id
 * @param hash the plan's hash
 * @param repositories the domain's repositories, by name
 * @param policies the policies that selected something, by name
 */
public record Manifest(
    String plan, String hash, List<Part> repositories, Map<String, Policy> policies) {
  private static final int SCHEMA = 1;
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  public Manifest {
    repositories = List.copyOf(repositories);
    policies = Map.copyOf(policies);
  }

  /**
   * A repository's part.
   *
   * @param repository its name
   * @param chunks its rows, in order
   * @param versions how many versions it has
   * @param selected how many of them the plan removes
   * @param bytes the size of these, as far as it was asked
   */
  public record Part(
      String repository, List<Chunk> chunks, long versions, long selected, long bytes) {
    public Part {
      chunks = List.copyOf(chunks);
    }
  }

  /**
   * A policy, as it was when the plan was complete.
   *
   * @param revision its revision
   * @param mode how far it goes by itself
   */
  public record Policy(String revision, Mode mode) {}

  /** Writes the manifest of a plan to the bucket. */
  public void write(Bucket bucket) throws IOException {
    ObjectNode json = JsonFields.object().put("schema", SCHEMA);
    json.put("plan", plan).put("hash", hash);
    ObjectNode byName = json.putObject("policies");
    new TreeMap<>(policies)
        .forEach((name, policy) ->
            byName
                .putObject(name)
                .put("revision", policy.revision())
                .put("mode", policy.mode().name()));
    ArrayNode parts = json.putArray("repositories");
    for (Part part : repositories) {
      ObjectNode object = parts.addObject();
      object.put("repository", part.repository()).put("versions", part.versions());
      object.put("selected", part.selected()).put("bytes", part.bytes());
      ArrayNode chunks = object.putArray("chunks");
      for (Chunk chunk : part.chunks()) {
        chunks
            .addObject()
            .put("key", chunk.key())
            .put("etag", chunk.etag())
            .put("rows", chunk.rows());
      }
    }
    bucket.put(
        PlanFiles.manifest(plan),
        json.toString().getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  /**
   * Reads the manifest of a plan from the bucket.
   *
   * @throws IOException if it is not there, or not a manifest
   */
  public static Manifest read(Bucket bucket, String plan) throws IOException {
    String key = PlanFiles.manifest(plan);
    try (InputStream in = bucket.open(key)) {
      JsonFields json = JsonFields.read(in, MAX_BYTES);
      if (json.number("schema") != SCHEMA || !json.text("plan").equals(plan)) {
        throw new IOException(key + ": not a manifest of this plan, schema " + SCHEMA);
      }
      Map<String, Policy> policies = new TreeMap<>();
      JsonFields byName = json.object("policies");
      for (String name : byName.names()) {
        JsonFields policy = byName.object(name);
        policies.put(name, new Policy(policy.text("revision"), policy.oneOf(Mode.class, "mode")));
      }
      List<Part> parts = new ArrayList<>();
      for (JsonFields part : json.objects("repositories")) {
        parts.add(part(part));
      }
      return new Manifest(plan, json.text("hash"), parts, policies);
    } catch (IllegalArgumentException e) {
      throw new IOException(key + ": " + e.getMessage(), e);
    }
  }

  private static Part part(JsonFields part) {
    return new Part(
        part.text("repository"),
        part.objects("chunks").stream()
            .map(chunk -> new Chunk(chunk.text("key"), chunk.text("etag"), chunk.number("rows")))
            .toList(),
        part.number("versions"),
        part.number("selected"),
        part.number("bytes"));
  }
}
