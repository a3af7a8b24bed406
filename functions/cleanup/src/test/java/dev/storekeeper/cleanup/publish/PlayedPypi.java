package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.TestBucket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes uploads as twine sends them. */
final class PlayedPypi {
  private final PlayedVersions versions;
  private final List<Map<String, List<String>>> forms = new ArrayList<>();

  PlayedPypi(PlayedVersions versions) {
    this.versions = versions;
  }

  /** The text fields of all forms that were accepted. */
  List<Map<String, List<String>>> forms() {
    return forms;
  }

  void accept(String method, String path, String contentType, byte[] body) throws Refusal {
    if (!method.equals("POST") || !path.isEmpty()) {
      throw new Refusal(405, "POST to the repository");
    }
    if (!contentType.startsWith("multipart/form-data; boundary=")) {
      throw new Refusal(400, "no form");
    }
    String delimiter = "--" + contentType.substring(contentType.indexOf('=') + 1);
    // Latin-1 keeps every byte.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\r\n" + delimiter + "--\r\n")) {
      throw new Refusal(400, "the form does not end");
    }
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String fileName = "";
    byte[] file = {};
    for (String part : text.substring(0, text.lastIndexOf("\r\n" + delimiter)).split(delimiter)) {
      if (part.isEmpty()) {
        continue;
      }
      int end = part.indexOf("\r\n\r\n");
      String headers = part.substring(2, end);
      String value = part.substring(end + 4);
      String name = quoted(headers, "; name=");
      if (headers.contains("filename=")) {
        fileName = quoted(headers, "filename=");
        file = value.getBytes(StandardCharsets.ISO_8859_1);
        require(name.equals("content"), "the file's field is content");
      } else {
        require(value.endsWith("\r\n"), "a part ends with a line break");
        fields
            .computeIfAbsent(name, absent -> new ArrayList<>())
            .add(
                new String(
                    value.substring(0, value.length() - 2).getBytes(StandardCharsets.ISO_8859_1),
                    StandardCharsets.UTF_8));
      }
    }
    require(one(fields, ":action").equals("file_upload"), ":action");
    require(one(fields, "protocol_version").equals("1"), "protocol_version");
    require(!one(fields, "metadata_version").isEmpty(), "metadata_version");
    require(one(fields, "sha256_digest").equals(TestBucket.hash(file)), "sha256_digest");
    require(one(fields, "md5_digest").equals(TestBucket.hash("MD5", file)), "md5_digest");
    require(
        one(fields, "filetype").equals(fileName.endsWith(".whl") ? "bdist_wheel" : "sdist"),
        "filetype");
    String name = one(fields, "name").replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    versions.add(
        versions.id("pypi", "", name, one(fields, "version")), fileName, file, "Published");
    forms.add(fields);
  }

  private static String one(Map<String, List<String>> fields, String name) throws Refusal {
    List<String> values = fields.getOrDefault(name, List.of());
    require(values.size() == 1, name);
    return values.getFirst();
  }

  private static String quoted(String headers, String name) {
    int start = headers.indexOf(name + "\"") + name.length() + 1;
    return headers.substring(start, headers.indexOf('"', start));
  }

  private static void require(boolean condition, String what) throws Refusal {
    if (!condition) {
      throw new Refusal(400, what);
    }
  }
}
