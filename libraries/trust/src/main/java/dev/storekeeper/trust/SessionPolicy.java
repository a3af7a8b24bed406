package dev.storekeeper.trust;

/** Writes the IAM session policy that narrows a vended token to its grant. */
public final class SessionPolicy {
  /** The longest inline session policy that STS takes, in characters. */
  public static final int MAX_CHARACTERS = 2048;

  private SessionPolicy() {}

  /**
   * The policy of a grant, as compact JSON.
   *
   * @param partition the AWS partition, {@code aws}
   * @param region the region of the domain
   * @param account the account that owns the domain unless the grant names another
   */
  public static String of(Grant grant, String partition, String region, String account) {
    return Unwritten.yet(grant, partition, region, account);
  }
}
