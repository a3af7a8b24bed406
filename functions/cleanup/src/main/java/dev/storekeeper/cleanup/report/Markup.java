package dev.storekeeper.cleanup.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is also well-formed XML. Every text and every attribute is escaped; tags and
 * attribute names are ours. Not safe for use by several threads.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Markup open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Adds text. */
  Markup text(String text) {
    escape(VisibleText.of(text));
    return this;
  }

  /** Adds an element that has nothing but text. */
  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Adds an element that can have nothing in it. */
  Markup empty(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /** Adds an element whose content is ours: a style sheet or a script, without {@code <} and &. */
  Markup trusted(String tag, String content) {
    if (content.indexOf('<') >= 0 || content.indexOf('&') >= 0) {
      throw new IllegalArgumentException(tag + ": found < or &, expected none");
    }
    open(tag);
    out.append(content);
    return close();
  }

  /** Begins a new line in the source. */
  Markup line() {
    out.append('\n');
    return this;
  }

  /** The whole page; everything has to be closed. */
  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.append('\n').toString();
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(VisibleText.of(attributes[i + 1]));
      out.append('"');
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(character);
      }
    }
  }
}
