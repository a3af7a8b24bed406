package dev.storekeeper.sandbox.runtime.httpapi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which bodies go to a function as text; all others, forms among them, go as Base64. */
final class ContentTypes {
  private static final String TEXT =
      "text/.*|application/(.+\\+)?(json|xml)|application/javascript";

  private ContentTypes() {}

  static boolean isText(@Nullable String contentType, byte[] body) {
    String type =
        contentType == null
            ? "text/plain"
            : contentType.replaceFirst("\\s*;.*", "").strip().toLowerCase(Locale.ROOT);
    return type.matches(TEXT) && isUtf8(body);
  }

  static String encode(byte[] body, boolean text) {
    return text
        ? new String(body, StandardCharsets.UTF_8)
        : Base64.getEncoder().encodeToString(body);
  }

  private static boolean isUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
