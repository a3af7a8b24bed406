package dev.storekeeper.sandbox.codeartifact.pypi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The text fields of an upload in the order received, bounded in number and size. */
final class FormFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fields that the upload API defines to come any number of times. */
  private static final Set<String> LISTS =
      Set.of(
          "classifiers",
          "dynamic",
          "import_name",
          "import_namespace",
          "license_file",
          "obsoletes",
          "obsoletes_dist",
          "platform",
          "project_urls",
          "provides",
          "provides_dist",
          "provides_extra",
          "provides_extras",
          "requires",
          "requires_dist",
          "requires_external",
          "supported_platform");

  /** Fields on which the upload's meaning depends, so that two answers are none. */
  private static final Set<String> SINGLE =
      Set.of(
          ":action",
          "protocol_version",
          "name",
          "version",
          "filetype",
          "md5_digest",
          "sha256_digest",
          "blake2_256_digest",
          "requires_python");

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final PypiLimits limits;
  private int count;
  private int bytes;

  FormFields(PypiLimits limits) {
    this.limits = limits;
  }

  /** How many bytes the next field may have. */
  int room() {
    return Math.min(limits.fieldBytes(), limits.formBytes() - bytes);
  }

  void add(String name, String value, int size) {
    count++;
    if (count > limits.fields()) {
      throw ServiceException.invalid("The form has more than " + limits.fields() + " fields");
    }
    bytes += size;
    List<String> present = values.computeIfAbsent(name, absent -> new ArrayList<>());
    if (!present.isEmpty() && SINGLE.contains(name)) {
      throw ServiceException.invalid("Field " + name + " comes twice");
    }
    present.add(value);
  }

  /** A field's first text; empty where the field is missing. */
  String text(String name) {
    List<String> present = values.getOrDefault(name, List.of());
    return present.isEmpty() ? "" : present.getFirst();
  }

  /**
   * All fields by name: a JSON array of strings for those that the API defines as lists and those
   * that came more than once, the plain text for all others.
   */
  Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    values.forEach((name, texts) -> attributes.put(name, attribute(name, texts)));
    return attributes;
  }

  private static String attribute(String name, List<String> texts) {
    if (texts.size() == 1 && !LISTS.contains(name)) {
      return texts.getFirst();
    }
    ArrayNode array = JSON.createArrayNode();
    texts.forEach(array::add);
    return array.toString();
  }
}
