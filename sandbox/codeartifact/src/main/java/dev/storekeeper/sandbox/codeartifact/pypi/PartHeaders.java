package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * What a part's headers say (RFC 7578).
 *
 * @param name the field's name
 * @param fileName the file's name, unchecked; absent for a text field
 */
record PartHeaders(String name, Optional<String> fileName) {
  private static final int LONGEST_NAME = 128;
  private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{1,70}");

  /** The boundary that a request's Content-Type names (RFC 2046 section 5.1.1). */
  static byte[] boundary(@Nullable String contentType) {
    String[] parts = String.valueOf(contentType).split(";", 2);
    if (contentType == null || !parts[0].strip().equalsIgnoreCase("multipart/form-data")) {
      throw ServiceException.invalid(
          "Content-Type: found %s, expected multipart/form-data"
              .formatted(contentType == null ? "none" : Printable.quote(contentType)));
    }
    String boundary = parameters(parts.length == 2 ? parts[1] : "").getOrDefault("boundary", "");
    if (!BOUNDARY.matcher(boundary).matches()) {
      throw ServiceException.invalid(
          "Content-Type: boundary %s is not 1 to 70 permitted characters"
              .formatted(Printable.quote(boundary)));
    }
    return boundary.getBytes(StandardCharsets.US_ASCII);
  }

  static PartHeaders parse(String block) {
    Map<String, String> headers = headers(block);
    String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
    if (!encoding.matches("(?i)binary|7bit|8bit")) {
      throw ServiceException.invalid(
          "Content-Transfer-Encoding %s is not supported".formatted(Printable.quote(encoding)));
    }
    String[] disposition = headers.getOrDefault("content-disposition", "").split(";", 2);
    if (!disposition[0].strip().equalsIgnoreCase("form-data") || disposition.length < 2) {
      throw ServiceException.invalid("A part has no Content-Disposition: form-data with a name");
    }
    Map<String, String> parameters = parameters(disposition[1]);
    String name = parameters.getOrDefault("name", "");
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw ServiceException.invalid(
          "Part name %s: expected 1 to %d characters"
              .formatted(Printable.quote(name), LONGEST_NAME));
    }
    return new PartHeaders(name, Optional.ofNullable(parameters.get("filename")));
  }

  private static Map<String, String> headers(String block) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : block.split("\r\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        throw ServiceException.invalid("Part header without a name: " + Printable.quote(line));
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      if (headers.put(name, line.substring(colon + 1).strip()) != null) {
        throw ServiceException.invalid("A part has two headers " + Printable.quote(name));
      }
    }
    return headers;
  }

  private static Map<String, String> parameters(String text) {
    ParameterParser parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    // A parameter without a value is a null in the parser's map.
    Map<String, String> parameters = new LinkedHashMap<>();
    parser
        .parse(text, ';')
        .forEach((name, value) -> parameters.put(name, value == null ? "" : value));
    return parameters;
  }
}
