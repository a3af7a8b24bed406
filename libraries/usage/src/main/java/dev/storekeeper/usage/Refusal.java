package dev.storekeeper.usage;

/**
 * That somebody asked and did not get it: the sign that something archived is missed.
 *
 * @param attempt who asked, when and where; exact, not one a day
 * @param errorCode CloudTrail's error code, at most 128 characters
 */
public record Refusal(Access attempt, String errorCode) {
  private static final int MAX_CODE = 128;

  public Refusal {
    errorCode = errorCode.substring(0, Math.min(errorCode.length(), MAX_CODE));
  }
}
