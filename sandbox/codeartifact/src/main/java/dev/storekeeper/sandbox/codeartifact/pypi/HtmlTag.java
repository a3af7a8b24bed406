package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A start tag of an HTML page.
 *
 * @param name its name in lower case
 * @param attributes its attributes by lower-case name, references resolved; one without a value has
 *     an empty one
 */
record HtmlTag(String name, Map<String, String> attributes) {
  HtmlTag {
    attributes = Map.copyOf(attributes);
  }

  Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  /** The start tags of a page in order; what is no tag is passed over. */
  static List<HtmlTag> all(String page) {
    List<HtmlTag> tags = new ArrayList<>();
    Scanner scanner = new Scanner(page);
    while (scanner.toNextTag()) {
      scanner.tag().ifPresent(tags::add);
    }
    return tags;
  }

  /** A place in the page. */
  private static final class Scanner {
    private final String page;
    private int at;

    private Scanner(String page) {
      this.page = page;
    }

    private boolean toNextTag() {
      int open = page.indexOf('<', at);
      while (open >= 0 && page.startsWith("<!--", open)) {
        int end = page.indexOf("-->", open);
        open = end < 0 ? -1 : page.indexOf('<', end);
      }
      at = open + 1;
      return open >= 0;
    }

    private Optional<HtmlTag> tag() {
      String name = word();
      if (name.isEmpty()) {
        return Optional.empty();
      }
      Map<String, String> attributes = new HashMap<>();
      skipSpace();
      while (at < page.length() && page.charAt(at) != '>') {
        String attribute = word();
        if (attribute.isEmpty()) {
          at++;
        } else {
          attributes.putIfAbsent(attribute, value());
        }
        skipSpace();
      }
      return Optional.of(new HtmlTag(name, attributes));
    }

    private String word() {
      int start = at;
      while (at < page.length() && isWord(page.charAt(at))) {
        at++;
      }
      return page.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private static boolean isWord(char character) {
      return Character.isLetterOrDigit(character) || character == '-' || character == '_';
    }

    private String value() {
      skipSpace();
      if (at >= page.length() || page.charAt(at) != '=') {
        return "";
      }
      at++;
      skipSpace();
      char quote = at < page.length() ? page.charAt(at) : '>';
      if (quote == '"' || quote == '\'') {
        int end = page.indexOf(quote, at + 1);
        String value = page.substring(at + 1, end < 0 ? page.length() : end);
        at = end < 0 ? page.length() : end + 1;
        return HtmlText.unescape(value);
      }
      int start = at;
      while (at < page.length()
          && page.charAt(at) != '>'
          && !Character.isWhitespace(page.charAt(at))) {
        at++;
      }
      return HtmlText.unescape(page.substring(start, at));
    }

    private void skipSpace() {
      while (at < page.length() && Character.isWhitespace(page.charAt(at))) {
        at++;
      }
    }
  }
}
