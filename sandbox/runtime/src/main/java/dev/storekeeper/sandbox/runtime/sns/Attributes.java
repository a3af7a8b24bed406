package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import java.util.Map;

/** Writes the attribute maps of answers. */
final class Attributes {
  private Attributes() {}

  static void write(XmlWriter result, Map<String, String> attributes) {
    result.open("Attributes");
    attributes.forEach((name, value) ->
        result.open("entry").element("key", name).element("value", value).close("entry"));
    result.close("Attributes");
  }
}
