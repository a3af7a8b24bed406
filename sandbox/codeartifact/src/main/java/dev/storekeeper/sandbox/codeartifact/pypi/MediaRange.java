package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One element of an Accept header (RFC 9110 section 12.5.1).
 *
 * @param type the media type in lower case, possibly with asterisks; parameters are dropped
 * @param thousandths its weight, 0 to 1000
 */
record MediaRange(String type, int thousandths) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern SHAPE = Pattern.compile("(" + TOKEN + "/" + TOKEN + ")\\s*(;.*)?");
  private static final Pattern WEIGHT =
      Pattern.compile(";\\s*[qQ]\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*(?:;|$)");
  private static final Pattern ANY_WEIGHT = Pattern.compile(";\\s*[qQ]\\s*=");

  /** Reads an element; empty if it is malformed. */
  static Optional<MediaRange> parse(String element) {
    Matcher shape = SHAPE.matcher(element.strip());
    if (!shape.matches()) {
      return Optional.empty();
    }
    String parameters = Optional.ofNullable(shape.group(2)).orElse("");
    Matcher weight = WEIGHT.matcher(parameters);
    int thousandths = 1_000;
    if (weight.find()) {
      thousandths = (int) Math.round(Double.parseDouble(weight.group(1)) * 1_000);
    } else if (ANY_WEIGHT.matcher(parameters).find()) {
      return Optional.empty();
    }
    return Optional.of(new MediaRange(shape.group(1).toLowerCase(Locale.ROOT), thousandths));
  }

  /** How closely the range describes one of the types: 3 exactly, 2 by kind, 1 any, 0 not. */
  int closeness(List<String> types) {
    if (types.contains(type)) {
      return 3;
    }
    if (type.equals("*/*")) {
      return 1;
    }
    boolean kind =
        type.endsWith("/*")
            && types.stream()
                .anyMatch(each -> each.startsWith(type.substring(0, type.length() - 1)));
    return kind ? 2 : 0;
  }
}
