package dev.storekeeper.ledger;

/** What became of a record that was to be appended. */
public enum Appended {
  /** It is in the ledger now and was not before. */
  NEW,
  /** Its place in its stream is taken, by the same thing recorded earlier. */
  DUPLICATE
}
