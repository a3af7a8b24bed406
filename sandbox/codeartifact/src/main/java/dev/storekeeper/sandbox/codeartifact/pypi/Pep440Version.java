package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version as PEP 440 (packaging specification "Version specifiers") reads it, with all spellings
 * that its section "Normalization" permits except surrounding white space.
 *
 * @param text the version as written
 * @param epoch the epoch without leading zeros, {@code 0} where none is given
 * @param release the release's numbers without leading zeros
 * @param suffix pre, post, development and local part in normal form, possibly empty
 */
record Pep440Version(String text, String epoch, List<String> release, String suffix) {
  private static final int LONGEST = 255;
  private static final Pattern SHAPE =
      Pattern.compile(
          "v?(?:(?<epoch>\\d+)!)?(?<release>\\d+(?:\\.\\d+)*)"
              + "(?:[-_.]?(?<stage>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<stageNumber>\\d*))?"
              + "(?:-(?<barePost>\\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\\d*))?"
              + "(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\\d*))?"
              + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  Pep440Version {
    release = List.copyOf(release);
  }

  static Optional<Pep440Version> parse(String text) {
    if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
      return Optional.empty();
    }
    Matcher matcher = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> release =
        Arrays.stream(Objects.requireNonNull(matcher.group("release")).split("\\.", -1))
            .map(Pep440Version::number)
            .toList();
    return Optional.of(
        new Pep440Version(text, number(matcher.group("epoch")), release, suffix(matcher)));
  }

  /** The normal form, trailing zeros of the release kept. */
  String normalized() {
    return (epoch.equals("0") ? "" : epoch + "!") + String.join(".", release) + suffix;
  }

  /** Equality of PEP 440: spelling and trailing zeros of the release do not count. */
  boolean sameAs(Pep440Version other) {
    return epoch.equals(other.epoch)
        && significant(release).equals(significant(other.release))
        && suffix.equals(other.suffix);
  }

  private static List<String> significant(List<String> release) {
    int length = release.size();
    while (length > 1 && release.get(length - 1).equals("0")) {
      length--;
    }
    return release.subList(0, length);
  }

  private static String suffix(Matcher matcher) {
    StringBuilder suffix = new StringBuilder();
    String stage = matcher.group("stage");
    if (stage != null) {
      suffix.append(stage(stage)).append(number(matcher.group("stageNumber")));
    }
    if (matcher.group("barePost") != null) {
      suffix.append(".post").append(number(matcher.group("barePost")));
    } else if (matcher.group("post") != null) {
      suffix.append(".post").append(number(matcher.group("postNumber")));
    }
    if (matcher.group("dev") != null) {
      suffix.append(".dev").append(number(matcher.group("devNumber")));
    }
    String local = matcher.group("local");
    if (local != null) {
      suffix.append('+').append(local(local));
    }
    return suffix.toString();
  }

  private static String stage(String spelling) {
    return switch (spelling) {
      case "alpha", "a" -> "a";
      case "beta", "b" -> "b";
      default -> "rc";
    };
  }

  private static String local(String label) {
    return Arrays.stream(label.split("[-_.]", -1))
        .map(part -> part.chars().allMatch(Character::isDigit) ? number(part) : part)
        .collect(Collectors.joining("."));
  }

  private static String number(@Nullable String digits) {
    if (digits == null) {
      return "0";
    }
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return digits.isEmpty() ? "0" : digits.substring(first);
  }
}
