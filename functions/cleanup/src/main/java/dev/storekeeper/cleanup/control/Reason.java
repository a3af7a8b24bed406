package dev.storekeeper.cleanup.control;

/** Why somebody asks for something. */
final class Reason {
  private static final int MAX = 500;

  private Reason() {}

  static String of(Parameters parameters) throws ControlException {
    String reason = parameters.text("reason").strip();
    if (reason.isEmpty() || reason.length() > MAX) {
      throw ControlException.invalid(
          "reason: found %d characters, expected 1 to %d that are not blank"
              .formatted(reason.length(), MAX));
    }
    return reason;
  }
}
