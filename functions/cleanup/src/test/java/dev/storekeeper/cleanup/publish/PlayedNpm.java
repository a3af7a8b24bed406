package dev.storekeeper.cleanup.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.storekeeper.cleanup.export.TestBucket;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes documents as npm sends them, and tells dist-tags. */
final class PlayedNpm {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PlayedVersions versions;
  private final Map<String, String> distTags = new HashMap<>();
  private JsonNode last = MissingNode.getInstance();

  PlayedNpm(PlayedVersions versions) {
    this.versions = versions;
  }

  /** The last document that was accepted. */
  JsonNode last() {
    return last;
  }

  /** What the endpoint says of the dist-tags of a package from now on. */
  void distTags(String segment, String json) {
    distTags.put("-/package/" + segment + "/dist-tags", json);
  }

  byte[] answer(String method, String path, String contentType, byte[] body) throws Refusal {
    if (method.equals("GET")) {
      @Nullable String found = distTags.get(path);
      if (found == null) {
        throw new Refusal(404, "not found");
      }
      return found.getBytes(StandardCharsets.UTF_8);
    }
    accept(method, path, contentType, body);
    return new byte[0];
  }

  private void accept(String method, String path, String contentType, byte[] body) throws Refusal {
    require(method.equals("PUT"), "PUT");
    require(contentType.equals("application/json"), "Content-Type");
    JsonNode document = parse(body);
    String name = document.path("name").asText();
    require(document.path("_id").asText().equals(name), "_id");
    require(path.equals(name.replace("/", "%2f")), "path: " + path);
    require(document.path("versions").size() == 1, "versions");
    require(!document.path("dist-tags").isEmpty(), "dist-tags");
    require(document.path("_attachments").size() == 1, "_attachments");
    JsonNode manifest = document.path("versions").iterator().next();
    String version = manifest.path("version").asText();
    require(document.path("versions").has(version), "version");
    JsonNode attachment = document.path("_attachments").path(name + "-" + version + ".tgz");
    byte[] tarball = Base64.getDecoder().decode(attachment.path("data").asText());
    require(attachment.path("length").asInt() == tarball.length, "length");
    JsonNode dist = manifest.path("dist");
    require(dist.path("shasum").asText().equals(TestBucket.hash("SHA-1", tarball)), "shasum");
    byte[] sha512 = HexFormat.of().parseHex(TestBucket.hash("SHA-512", tarball));
    String integrity = "sha512-" + Base64.getEncoder().encodeToString(sha512);
    require(dist.path("integrity").asText().equals(integrity), "integrity");
    int slash = name.indexOf('/');
    PackageVersion id =
        versions.id(
            "npm", slash < 0 ? "" : name.substring(1, slash), name.substring(slash + 1), version);
    if (versions.find(id).isPresent()) {
      throw new Refusal(409, "the version exists");
    }
    versions.add(id, "package.tgz", tarball, "Published");
    last = document;
  }

  private static JsonNode parse(byte[] body) throws Refusal {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new Refusal(400, "no JSON: " + e.getMessage());
    }
  }

  private static void require(boolean condition, String what) throws Refusal {
    if (!condition) {
      throw new Refusal(400, what);
    }
  }
}
