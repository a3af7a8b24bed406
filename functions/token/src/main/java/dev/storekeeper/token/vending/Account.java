package dev.storekeeper.token.vending;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the stack is.
 *
 * @param partition the AWS partition, as in {@code aws}
 * @param region the region
 * @param id the 12-digit account
 */
public record Account(String partition, String region, String id) {
  private static final Pattern ROLE =
      Pattern.compile("arn:(aws[a-z-]*):iam::([0-9]{12}):role/[\\x21-\\x7e]{1,576}");

  /**
   * The account and partition of a role.
   *
   * @throws IllegalArgumentException if the text is no role's ARN
   */
  public static Account of(String roleArn, String region) {
    Matcher matcher = ROLE.matcher(roleArn);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the vending role's ARN is " + roleArn + "; expected arn:aws:iam::<account>:role/<name>");
    }
    return new Account(matcher.group(1), region, matcher.group(2));
  }
}
