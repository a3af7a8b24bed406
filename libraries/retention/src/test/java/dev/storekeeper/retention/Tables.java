package dev.storekeeper.retention;

import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.PolicyMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Reads tables of cases. */
final class Tables {
  private Tables() {}

  /** The cases of a resource. */
  static <T> List<T> read(String resource, Function<PolicyMap, T> reader) {
    try (InputStream in = Tables.class.getResourceAsStream("/" + resource)) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      PolicyFile file = PolicyFile.of(resource, new String(bytes, StandardCharsets.UTF_8));
      List<T> cases = file.root().list("cases").stream().map(reader).toList();
      file.finish();
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A part of a document, as a block below its name. */
  static String part(PolicyMap map, String field, String usual) {
    String text = map.optionalString(field).orElse(usual);
    return text.isEmpty() ? "" : field + ":\n" + text.indent(2);
  }

  /** The same on one line. */
  static String line(PolicyMap map, String field, String usual) {
    String text = map.optionalString(field).orElse(usual);
    return text.isEmpty() ? "" : field + ": " + text.strip() + "\n";
  }
}
