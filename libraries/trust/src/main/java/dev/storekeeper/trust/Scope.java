package dev.storekeeper.trust;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a token may be for: {@code read}, {@code publish}, or {@code
 * publish:<format>/<namespace>/<name>} for one package, whose namespace may be empty. In a policy,
 * not in a request, the name may end in {@code *}.
 *
 * @param text as it is written
 */
public record Scope(String text) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "read|publish|publish:([a-z]{2,16})/([A-Za-z0-9._~-]{0,255})/([A-Za-z0-9._~-]{0,254}(?:[A-Za-z0-9._~-]|\\*))");

  public Scope {
    if (!SYNTAX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected read, publish or publish:<format>/<namespace>/<name>");
    }
  }

  /** Reads a scope; absent if the text is none. */
  public static Optional<Scope> of(String text) {
    return SYNTAX.matcher(text).matches() ? Optional.of(new Scope(text)) : Optional.empty();
  }

  /** Whether it is about publishing. */
  public boolean publishes() {
    return text.startsWith("publish");
  }

  /** The package {@code <format>/<namespace>/<name>} of a scope that names one. */
  public Optional<String> packagePattern() {
    Matcher matcher = SYNTAX.matcher(text);
    return matcher.matches() && matcher.group(1) != null
        ? Optional.of(text.substring("publish:".length()))
        : Optional.empty();
  }

  /** Whether whoever has this scope has another one too. */
  public boolean covers(Scope other) {
    if (text.equals(other.text)) {
      return true;
    }
    if (text.equals("publish")) {
      return other.publishes();
    }
    return text.endsWith("*") && other.text.startsWith(text.substring(0, text.length() - 1));
  }

  @Override
  public String toString() {
    return text;
  }
}
