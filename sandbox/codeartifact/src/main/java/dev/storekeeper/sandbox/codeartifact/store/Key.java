package dev.storekeeper.sandbox.codeartifact.store;

/**
 * Table keys made of parts. Parts hold no control characters, so a NUL between them keeps the order
 * of the parts and the bounds of prefixes.
 */
public final class Key {
  private static final String SEPARATOR = "\u0000";

  private Key() {}

  /** The key of these parts. */
  public static String of(String... parts) {
    return String.join(SEPARATOR, parts);
  }

  /** The prefix of all keys that begin with these parts and have more. */
  public static String prefix(String... parts) {
    return of(parts) + SEPARATOR;
  }
}
