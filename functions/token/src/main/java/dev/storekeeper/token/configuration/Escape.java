package dev.storekeeper.token.configuration;

/** Writes texts so that they mean themselves in the files of tools. */
final class Escape {
  private Escape() {}

  static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  /** In double quotes, as JSON, TOML, YAML and Scala understand them. */
  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** In single quotes, as Groovy understands them. */
  static String groovy(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
