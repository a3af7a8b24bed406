package dev.storekeeper.identity;

/** What a claim is in the tokens of a CI. Policies compare all of them as text. */
public enum ClaimType {
  /** Text. */
  TEXT,
  /** A boolean, or the text {@code true} or {@code false}. */
  BOOLEAN,
  /** A whole number, compared by its exact digits. */
  INTEGER,
  /** A list of texts. */
  LIST,
  /** An object with claims of its own. */
  OBJECT
}
