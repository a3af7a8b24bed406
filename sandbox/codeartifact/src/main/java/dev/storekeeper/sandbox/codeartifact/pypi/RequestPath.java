package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Splits a raw path at its slashes, then decodes each segment, so that no segment hides a slash.
 */
final class RequestPath {
  private static final int LONGEST = 4_096;

  private RequestPath() {}

  /** The decoded segments; a trailing slash gives an empty last one. */
  static List<String> segments(String rawPath) {
    if (rawPath.length() > LONGEST) {
      throw ServiceException.invalid("Path is longer than " + LONGEST + " characters");
    }
    List<String> segments = new ArrayList<>();
    String[] raw = rawPath.split("/", -1);
    for (int index = 0; index < raw.length; index++) {
      String segment = decode(raw[index]);
      if (segment.isEmpty() && index < raw.length - 1) {
        throw ServiceException.invalid("Path has an empty segment");
      }
      segments.add(segment);
    }
    return List.copyOf(segments);
  }

  private static String decode(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int index = 0; index < raw.length(); index++) {
      char character = raw.charAt(index);
      if (character > '~' || character <= ' ') {
        throw ServiceException.invalid("Path has a character that must be percent-encoded");
      }
      if (character != '%') {
        bytes.write(character);
        continue;
      }
      if (index + 2 >= raw.length()
          || !HexFormat.isHexDigit(raw.charAt(index + 1))
          || !HexFormat.isHexDigit(raw.charAt(index + 2))) {
        throw ServiceException.invalid("Path has a percent sign without two hex digits");
      }
      bytes.write(HexFormat.fromHexDigits(raw, index + 1, index + 3));
      index += 2;
    }
    return checked(text(bytes.toByteArray()));
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw ServiceException.invalid("Path is not UTF-8");
    }
  }

  private static String checked(String segment) {
    boolean leaves = segment.equals(".") || segment.equals("..");
    if (leaves
        || segment.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
      throw ServiceException.invalid(
          "Path segment " + Printable.quote(segment) + " may not leave its folder");
    }
    return segment;
  }
}
