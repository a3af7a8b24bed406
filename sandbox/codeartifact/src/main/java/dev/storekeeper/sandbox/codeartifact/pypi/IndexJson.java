package dev.storekeeper.sandbox.codeartifact.pypi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicPage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a project page in JSON (PEP 691, PEP 700). */
final class IndexJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private IndexJson() {}

  static List<IndexLink> parse(PublicPage page) throws IOException {
    JsonNode tree = tree(page.body());
    String version = tree.path("meta").path("api-version").asText();
    if (!version.startsWith("1.")) {
      throw new IOException(
          "The index's page has api-version "
              + Printable.quote(version)
              + ", expected one that begins with 1.");
    }
    List<IndexLink> links = new ArrayList<>();
    for (JsonNode file : tree.path("files")) {
      Optional<URI> address = IndexLink.resolve(page.address(), file.path("url").asText());
      address.ifPresent(found -> links.add(link(file, found)));
    }
    return links;
  }

  private static JsonNode tree(byte[] body) throws IOException {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException("The index's page is not JSON: " + e.getOriginalMessage());
    }
  }

  private static IndexLink link(JsonNode file, URI address) {
    JsonNode size = file.path("size");
    return new IndexLink(
        file.path("filename").asText(),
        address,
        IndexLink.sha256(file.path("hashes").path("sha256").asText()),
        size.canConvertToLong() ? OptionalLong.of(size.asLong()) : OptionalLong.empty(),
        IndexLink.time(file.path("upload-time").asText()),
        file.path("requires-python").asText(""),
        yanked(file.path("yanked")));
  }

  private static Optional<String> yanked(JsonNode yanked) {
    if (yanked.isTextual()) {
      return Optional.of(yanked.asText());
    }
    return yanked.asBoolean() ? Optional.of("") : Optional.empty();
  }
}
