package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Character references in HTML. */
final class HtmlText {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));");
  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  private HtmlText() {}

  /** The text that numeric references and the five of XML stand for; others stay as they are. */
  static String unescape(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return REFERENCE.matcher(text).replaceAll(HtmlText::replacement);
  }

  private static String replacement(MatchResult reference) {
    if (reference.group(1) != null) {
      return character(Integer.parseInt(reference.group(1)), reference);
    }
    if (reference.group(2) != null) {
      return character(Integer.parseInt(reference.group(2), 16), reference);
    }
    return Matcher.quoteReplacement(NAMED.getOrDefault(reference.group(3), reference.group()));
  }

  private static String character(int point, MatchResult reference) {
    return Matcher.quoteReplacement(
        Character.isValidCodePoint(point) ? Character.toString(point) : reference.group());
  }
}
