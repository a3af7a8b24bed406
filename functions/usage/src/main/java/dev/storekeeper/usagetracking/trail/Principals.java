package dev.storekeeper.usagetracking.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of principals: ARNs in which {@code *} stands for anything and {@code ?} for one
 * character. The session of a role also matches by the role's ARN, with its path where CloudTrail
 * tells it ({@code sessionContext.sessionIssuer.arn}). Who cannot be told matches nothing.
 */
public final class Principals {
  private static final int MAX_PATTERNS = 200;
  private static final int MAX_LENGTH = 512;
  private static final Pattern SESSION =
      Pattern.compile("arn:([a-z-]+):sts::([0-9]{12}):assumed-role/([^/]+)/.*");

  private final List<Pattern> patterns;

  private Principals(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * The principals of a comma-separated list, which may be empty.
   *
   * @throws IllegalArgumentException if one is no ARN, or would match everybody
   */
  public static Principals parse(String name, String list) {
    List<String> entries =
        Arrays.stream(list.split(",", -1)).map(String::strip).filter(e -> !e.isEmpty()).toList();
    if (entries.size() > MAX_PATTERNS) {
      throw new IllegalArgumentException(
          name + ": found " + entries.size() + " principals, expected at most " + MAX_PATTERNS);
    }
    return new Principals(entries.stream().map(entry -> pattern(name, entry)).toList());
  }

  /** Whether the caller that a record's {@code userIdentity} describes is among them. */
  public boolean contain(JsonNode userIdentity) {
    List<String> names = names(userIdentity);
    return patterns.stream()
        .anyMatch(pattern -> names.stream().anyMatch(name -> pattern.matcher(name).matches()));
  }

  private static List<String> names(JsonNode userIdentity) {
    List<String> names = new ArrayList<>();
    String arn = userIdentity.path("arn").asText();
    String issuer = userIdentity.path("sessionContext").path("sessionIssuer").path("arn").asText();
    Matcher session = SESSION.matcher(arn);
    if (!arn.isEmpty()) {
      names.add(arn);
    }
    if (!issuer.isEmpty()) {
      names.add(issuer);
    } else if (session.matches()) {
      names.add(
          "arn:%s:iam::%s:role/%s".formatted(session.group(1), session.group(2), session.group(3)));
    }
    return names;
  }

  private static Pattern pattern(String name, String entry) {
    if (!entry.startsWith("arn:") || entry.length() > MAX_LENGTH || !namesSomebody(entry)) {
      throw new IllegalArgumentException(
          name
              + ": found \""
              + entry.substring(0, Math.min(entry.length(), 80))
              + "\", expected an ARN as in arn:aws:iam::111111111111:role/scanner-*");
    }
    return Pattern.compile(
        entry
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining()));
  }

  /** A pattern without a name would exclude all reads there are, and so delete what is used. */
  private static boolean namesSomebody(String entry) {
    String[] parts = entry.split(":", 6);
    return parts.length == 6 && parts[5].replaceAll("^[a-z-]+/|[*?/]", "").length() > 0;
  }
}
