package dev.storekeeper.retention;

import java.util.Optional;

/**
 * Whether a rule or a criterion holds.
 *
 * @param reason for people
 * @param question what has to be asked; present if and only if nobody asked yet
 */
record Check(Truth truth, String reason, Optional<Question> question) {
  static Check yes(String reason) {
    return new Check(Truth.YES, reason, Optional.empty());
  }

  static Check no(String reason) {
    return new Check(Truth.NO, reason, Optional.empty());
  }

  static Check unknown(String reason) {
    return new Check(Truth.UNKNOWN, reason, Optional.empty());
  }

  static Check ask(Question question) {
    String what =
        switch (question) {
          case PUBLISHED -> "when it was published";
          case READS -> "when it was last read";
          case BYTES -> "how large it is";
          case DIST_TAGS -> "which dist-tags it has";
        };
    return new Check(Truth.UNASKED, "nobody asked yet " + what, Optional.of(question));
  }

  static Check of(boolean holds, String yes, String no) {
    return holds ? yes(yes) : no(no);
  }

  boolean holds() {
    return truth == Truth.YES;
  }

  boolean fails() {
    return truth == Truth.NO;
  }
}
