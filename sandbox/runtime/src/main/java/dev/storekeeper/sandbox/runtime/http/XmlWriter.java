package dev.storekeeper.sandbox.runtime.http;

/** Writes the XML of the query protocols. Not safe for use by many threads. */
public final class XmlWriter {
  private final StringBuilder xml = new StringBuilder();

  /** Opens an element. */
  public XmlWriter open(String name) {
    xml.append('<').append(name).append('>');
    return this;
  }

  /** Opens an element in a namespace. */
  public XmlWriter open(String name, String namespace) {
    xml.append('<').append(name).append(" xmlns=\"");
    escape(namespace);
    xml.append("\">");
    return this;
  }

  /** Closes an element. */
  public XmlWriter close(String name) {
    xml.append("</").append(name).append('>');
    return this;
  }

  /** An element with text; what XML cannot hold becomes U+FFFD. */
  public XmlWriter element(String name, String text) {
    open(name);
    escape(text);
    return close(name);
  }

  /** Text within the element that is open. */
  public XmlWriter text(String text) {
    escape(text);
    return this;
  }

  /** What another writer wrote. */
  public XmlWriter append(XmlWriter part) {
    xml.append(part.xml);
    return this;
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '&' -> xml.append("&amp;");
            case '"' -> xml.append("&quot;");
            case '\r' -> xml.append("&#xD;");
            default -> xml.appendCodePoint(allowed(point) ? point : 0xFFFD);
          }
        });
  }

  private static boolean allowed(int point) {
    return point == '\t'
        || point == '\n'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }

  @Override
  public String toString() {
    return xml.toString();
  }
}
