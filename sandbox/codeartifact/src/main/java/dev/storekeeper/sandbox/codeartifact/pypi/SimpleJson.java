package dev.storekeeper.sandbox.codeartifact.pypi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a project page as JSON (PEP 691, version 1.1 by PEP 700). */
final class SimpleJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SimpleJson() {}

  static byte[] render(SimpleProject project) throws JsonProcessingException {
    ObjectNode page = JSON.createObjectNode();
    page.putObject("meta").put("api-version", "1.1");
    page.put("name", project.name());
    ArrayNode versions = page.putArray("versions");
    project.versions().forEach(versions::add);
    ArrayNode files = page.putArray("files");
    project.files().forEach(file -> describe(file, files.addObject()));
    return JSON.writeValueAsBytes(page);
  }

  private static void describe(SimpleProject.File file, ObjectNode target) {
    target.put("filename", file.name());
    target.put("url", file.url());
    ObjectNode hashes = target.putObject("hashes");
    putIfKnown(hashes, "sha256", file.sha256());
    putIfKnown(hashes, "md5", file.md5());
    putIfKnown(target, "requires-python", file.requiresPython());
    file.size().ifPresent(size -> target.put("size", size));
    putIfKnown(target, "upload-time", file.uploadTime());
    if (file.yanked().filter(reason -> !reason.isEmpty()).isPresent()) {
      target.put("yanked", file.yanked().get());
    } else {
      target.put("yanked", file.yanked().isPresent());
    }
  }

  private static void putIfKnown(ObjectNode target, String field, String value) {
    if (!value.isEmpty()) {
      target.put(field, value);
    }
  }
}
