package dev.storekeeper.token.http;

import dev.storekeeper.token.refusal.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code application/x-www-form-urlencoded} strictly. Parameters without a value are taken as
 * omitted and unknown ones are left alone (RFC 6749 section 3.2).
 */
final class FormBody {
  private static final int MAX_PARAMETERS = 100;
  private static final Set<String> REPEATABLE = Set.of("resource", "audience");

  private FormBody() {}

  static Parameters read(byte[] body) throws RefusedException {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    Map<String, List<String>> values = new HashMap<>();
    if (text.isEmpty()) {
      return Parameters.none();
    }
    String[] pairs = text.split("&", -1);
    if (pairs.length > MAX_PARAMETERS) {
      throw Parameters.malformed("The form has too many parameters.", "too-many-parameters");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw Parameters.malformed("The form is not well formed.", "form-syntax");
      }
      String name = decode(pair.substring(0, equals));
      String value = decode(pair.substring(equals + 1));
      List<String> all = values.computeIfAbsent(name, _ -> new ArrayList<>());
      if (!all.isEmpty() && !REPEATABLE.contains(name)) {
        throw Parameters.malformed("A parameter is repeated.", "repeated-parameter");
      }
      all.add(value);
    }
    values.values().forEach(all -> all.removeIf(String::isEmpty));
    return new Parameters(values);
  }

  private static String decode(String encoded) throws RefusedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
        i += 2;
      } else if (c > ' ' && c <= '~') {
        bytes.write(c == '+' ? ' ' : c);
      } else {
        throw encoding();
      }
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      if (Parameters.isUnclean(text)) {
        throw encoding();
      }
      return text;
    } catch (CharacterCodingException e) {
      throw encoding();
    }
  }

  private static int hex(String text, int at) throws RefusedException {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw encoding();
    }
    return digit;
  }

  private static RefusedException encoding() {
    return Parameters.malformed("The form is not percent-encoded UTF-8 text.", "form-encoding");
  }
}
