package dev.storekeeper.cleanup.control;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may ask for changes. STS vouches for principals of every AWS account, so that without this
 * anybody who may invoke the function could be a second person with an account of their own.
 *
 * @param accounts the accounts that callers have to be of
 * @param patterns ARNs with {@code *} for any characters, one of which has to match; if there are
 *     none, every principal of the accounts may ask
 */
public record Principals(Set<String> accounts, List<String> patterns) {
  public Principals {
    accounts = Set.copyOf(accounts);
    patterns = List.copyOf(patterns);
  }

  void check(String arn) throws ControlException {
    String account = arn.split(":", 6)[4];
    if (!accounts.contains(account)) {
      throw ControlException.refused(
          arn + " is of account " + account + ", which may not ask for changes here");
    }
    if (!patterns.isEmpty() && patterns.stream().noneMatch(pattern -> matches(pattern, arn))) {
      throw ControlException.refused(
          arn + " is none of those who may ask for changes: " + String.join(", ", patterns));
    }
  }

  private static boolean matches(String pattern, String arn) {
    String[] parts = pattern.split("\\*", -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      regex.append(".*").append(Pattern.quote(parts[i]));
    }
    return Pattern.matches(regex.toString(), arn);
  }
}
