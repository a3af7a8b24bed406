package dev.storekeeper.cleanup.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.Manifest;
import dev.storekeeper.cleanup.publish.PublishException.Kind;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * npm: one document with the version's {@code package.json} and its tarball. npm wants a tag; this
 * one is the version's own, {@code restored-<version>}, so that none moves.
 */
final class NpmProtocol implements Protocol {
  private static final Pattern PACKAGE_JSON = Pattern.compile("[^/]+/package\\.json");

  /** CodeArtifact takes less than 2 GB (user guide, "Packages overview"). */
  private static final long MAX_BODY = 2_000_000_000L;

  private static final int MAX_PACKAGE_JSON = 16 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Publisher publisher;
  private final PackageHttp http;
  private final Downloads downloads;

  NpmProtocol(Publisher publisher, PackageHttp http, Downloads downloads) {
    this.publisher = publisher;
    this.http = http;
    this.downloads = downloads;
  }

  @Override
  public String format() {
    return "npm";
  }

  @Override
  public Optional<String> obstacle(Manifest manifest) {
    if (manifest.assets().size() != 1) {
      return Optional.of("it has %d assets, expected 1".formatted(manifest.assets().size()));
    }
    long size = Base64Stream.length(manifest.assets().getFirst().size()) + MAX_PACKAGE_JSON;
    return size < MAX_BODY
        ? Optional.empty()
        : Optional.of("CodeArtifact takes no npm publish of 2 GB");
  }

  @Override
  public boolean takesMore() {
    return false;
  }

  @Override
  public void publish(Publication publication) throws PublishException {
    Place place = Place.of(publisher, publication);
    for (ExportedAsset asset : publication.missing()) {
      try (Downloads.Download download = downloads.fetch(asset)) {
        http.send(
            "PUT",
            place,
            segment(publication.coordinates()),
            "application/json",
            body(publication, place, asset, download));
      }
    }
  }

  private static Body body(
      Publication publication, Place place, ExportedAsset asset, Downloads.Download download)
      throws PublishException {
    String name = name(publication);
    String version = publication.target().version();
    String tarball = name + "-" + version + ".tgz";
    ObjectNode manifest = packageJson(download);
    manifest.put("_id", name + "@" + version).put("name", name).put("version", version);
    manifest
        .putObject("dist")
        .put("integrity", "sha512-" + Base64.getEncoder().encodeToString(download.sha512()))
        .put("shasum", download.sha1())
        .put("tarball", place.endpoint() + name + "/-/" + tarball);
    ObjectNode document = JSON.createObjectNode();
    document.put("_id", name).put("name", name);
    if (manifest.path("description").isTextual()) {
      document.set("description", manifest.get("description"));
    }
    document.putObject("dist-tags").put("restored-" + version, version);
    document.putObject("versions").set(version, manifest);
    document.putNull("access");
    String open = text(document);
    String head =
        open.substring(0, open.length() - 1)
            + ",\"_attachments\":{"
            + text(JSON.getNodeFactory().textNode(tarball))
            + ":{\"content_type\":\"application/octet-stream\",\"length\":"
            + asset.size()
            + ",\"data\":\"";
    Body file = Body.of(asset, () -> Files.newInputStream(download.file()));
    return Body.of(
        Body.of(head.getBytes(StandardCharsets.UTF_8)),
        new Body(Base64Stream.length(asset.size()), () -> new Base64Stream(file.content().open())),
        Body.of("\"}}}".getBytes(StandardCharsets.UTF_8)));
  }

  private static ObjectNode packageJson(Downloads.Download download) throws PublishException {
    byte[] bytes = Archives.fromTarGz(download.file(), PACKAGE_JSON);
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
      throw new PublishException(Kind.REFUSED, "package.json is no object");
    } catch (IOException e) {
      throw new PublishException(Kind.REFUSED, "package.json is no JSON", e);
    }
  }

  private static String name(Publication publication) {
    String scope = publication.coordinates().namespace();
    return (scope.isEmpty() ? "" : "@" + scope + "/") + publication.coordinates().name();
  }

  /** A package's name as npm writes it into addresses. */
  static String segment(PackageCoordinates coordinates) throws PublishException {
    String scope = coordinates.namespace();
    return (scope.isEmpty() ? "" : "@" + Place.segment(scope) + "%2f")
        + Place.segment(coordinates.name());
  }

  private static String text(JsonNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
