package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parses METADATA and PKG-INFO strictly: UTF-8, and every line before the body belongs to a field.
 */
final class CoreMetadataParser {
  private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

  /** How continuation lines of a folded description begin: eight spaces, or seven and a bar. */
  private static final Pattern INDENT = Pattern.compile(" {8}| {7}\\|");

  private final String origin;
  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private String name = "";
  private final StringBuilder value = new StringBuilder();

  private CoreMetadataParser(String origin) {
    this.origin = origin;
  }

  /**
   * Parses a metadata file.
   *
   * @param origin the file's name for messages
   * @throws ServiceException 400 naming the line that is broken
   */
  static CoreMetadata parse(String origin, byte[] bytes) {
    return new CoreMetadataParser(origin).parse(text(origin, bytes));
  }

  private CoreMetadata parse(String text) {
    int position = 0;
    for (int line = 1; position < text.length(); line++) {
      int feed = text.indexOf('\n', position);
      int end = feed < 0 ? text.length() : feed;
      String content = text.substring(position, end);
      position = feed < 0 ? end : feed + 1;
      if (content.endsWith("\r")) {
        content = content.substring(0, content.length() - 1);
      }
      if (content.isEmpty()) {
        break;
      }
      accept(content, line);
    }
    finishField();
    return new CoreMetadata(fields, text.substring(position));
  }

  private void accept(String content, int line) {
    if (content.charAt(0) == ' ' || content.charAt(0) == '\t') {
      if (name.isEmpty()) {
        throw broken(line, content);
      }
      var indent = INDENT.matcher(content);
      value.append('\n').append(indent.lookingAt() ? content.substring(8) : content.strip());
      return;
    }
    int colon = content.indexOf(':');
    if (colon < 0 || !FIELD_NAME.matcher(content.substring(0, colon)).matches()) {
      throw broken(line, content);
    }
    finishField();
    name = content.substring(0, colon).toLowerCase(Locale.ROOT);
    value.append(content.substring(colon + 1).strip());
  }

  private void finishField() {
    if (!name.isEmpty()) {
      fields.computeIfAbsent(name, absent -> new ArrayList<>()).add(value.toString());
    }
    value.setLength(0);
  }

  private ServiceException broken(int line, String content) {
    return ServiceException.invalid(
        "%s line %d: found %s, expected \"Field: value\""
            .formatted(origin, line, Printable.quote(content)));
  }

  private static String text(String origin, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw ServiceException.invalid(origin + " is not UTF-8");
    }
  }
}
