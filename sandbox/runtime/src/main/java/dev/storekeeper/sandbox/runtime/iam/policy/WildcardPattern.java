package dev.storekeeper.sandbox.runtime.iam.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one. Policy variables
 * such as <code>${aws:PrincipalArn}</code> are filled in first and stand for themselves, whatever
 * characters they hold (IAM User Guide, "Policy variables").
 */
final class WildcardPattern {
  private static final int ANY = -1;
  private static final int ONE = -2;

  private final int[] symbols;

  private WildcardPattern(List<Integer> symbols) {
    this.symbols = symbols.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A pattern without variables. */
  static WildcardPattern of(String pattern) {
    List<Integer> symbols = new ArrayList<>();
    appendPattern(pattern, symbols);
    return new WildcardPattern(symbols);
  }

  /**
   * A pattern whose variables are filled from a context with lower-case keys; empty if one has
   * neither a value nor a default, as then nothing matches.
   */
  static Optional<WildcardPattern> of(String pattern, Map<String, String> context) {
    List<Integer> symbols = new ArrayList<>();
    int position = 0;
    while (position < pattern.length()) {
      int start = pattern.indexOf("${", position);
      int end = start < 0 ? -1 : pattern.indexOf('}', start);
      if (end < 0) {
        break;
      }
      appendPattern(pattern.substring(position, start), symbols);
      Optional<String> value = variable(pattern.substring(start + 2, end), context);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      appendLiteral(value.get(), symbols);
      position = end + 1;
    }
    appendPattern(pattern.substring(position), symbols);
    return Optional.of(new WildcardPattern(symbols));
  }

  /** Fills in variables where no wildcards exist; empty as for patterns. */
  static Optional<String> fill(String text, Map<String, String> context) {
    StringBuilder filled = new StringBuilder();
    int position = 0;
    while (true) {
      int start = text.indexOf("${", position);
      int end = start < 0 ? -1 : text.indexOf('}', start);
      if (end < 0) {
        return Optional.of(filled.append(text, position, text.length()).toString());
      }
      Optional<String> value = variable(text.substring(start + 2, end), context);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      filled.append(text, position, start).append(value.get());
      position = end + 1;
    }
  }

  boolean matches(String text) {
    int symbol = 0;
    int position = 0;
    int star = -1;
    int starPosition = 0;
    while (position < text.length()) {
      if (symbol < symbols.length && symbols[symbol] == ANY) {
        star = symbol++;
        starPosition = position;
      } else if (symbol < symbols.length
          && (symbols[symbol] == ONE || symbols[symbol] == text.charAt(position))) {
        symbol++;
        position++;
      } else if (star >= 0) {
        symbol = star + 1;
        position = ++starPosition;
      } else {
        return false;
      }
    }
    while (symbol < symbols.length && symbols[symbol] == ANY) {
      symbol++;
    }
    return symbol == symbols.length;
  }

  private static Optional<String> variable(String name, Map<String, String> context) {
    if (name.equals("*") || name.equals("?") || name.equals("$")) {
      return Optional.of(name);
    }
    int comma = name.indexOf(',');
    String key = (comma < 0 ? name : name.substring(0, comma)).strip().toLowerCase(Locale.ROOT);
    String value = context.get(key);
    if (value != null || comma < 0) {
      return Optional.ofNullable(value);
    }
    String fallback = name.substring(comma + 1).strip();
    boolean quoted = fallback.length() >= 2 && fallback.startsWith("'") && fallback.endsWith("'");
    return quoted ? Optional.of(fallback.substring(1, fallback.length() - 1)) : Optional.empty();
  }

  private static void appendPattern(String pattern, List<Integer> symbols) {
    pattern
        .chars()
        .map(character ->
            switch (character) {
              case '*' -> ANY;
              case '?' -> ONE;
              default -> character;
            })
        .forEach(symbols::add);
  }

  private static void appendLiteral(String text, List<Integer> symbols) {
    text.chars().forEach(symbols::add);
  }
}
