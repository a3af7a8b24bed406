package dev.storekeeper.usage;

import java.util.regex.Pattern;

/** Names as CodeArtifact's API model allows them. */
final class Names {
  static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  static final Pattern DOMAIN = Pattern.compile("[a-z][a-z0-9-]{0,48}[a-z0-9]");
  static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,99}");
  static final Pattern FORMAT = Pattern.compile("[a-z][a-z0-9]{1,31}");
  static final Pattern PART = Pattern.compile("[^#/\\s\\p{Cntrl}\\p{Cs}]{1,255}");
  private static final int MAX_SHOWN = 80;

  private Names() {}

  static String check(String field, Pattern pattern, String value) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          field + ": found " + shown(value) + ", expected a match of " + pattern);
    }
    return value;
  }

  private static String shown(String value) {
    String start = value.substring(0, Math.min(value.length(), MAX_SHOWN));
    return "\"" + start.replaceAll("\\p{Cntrl}", "?") + "\"";
  }
}
