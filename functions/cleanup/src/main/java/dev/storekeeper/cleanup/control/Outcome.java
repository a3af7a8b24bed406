package dev.storekeeper.cleanup.control;

import java.util.Locale;

/** How a request ended. */
public enum Outcome {
  /** It is done, or was done before. */
  DONE,
  /** It is not done, and will not be if it is only repeated. */
  REFUSED,
  /** It cannot be understood. */
  INVALID,
  /** Something did not answer or is being worked on; the same request may succeed later. */
  UNAVAILABLE;

  /** As answers spell it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
