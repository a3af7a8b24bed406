package dev.storekeeper.codeartifact.pace;

/**
 * Says when calls may go, so that together they keep to a share of the account's quotas.
 * Implementations are thread-safe.
 */
public interface Pace {
  /**
   * Waits until a call may go.
   *
   * @param operation the operation as in the API reference: {@code ListPackages}
   * @throws software.amazon.awssdk.core.exception.AbortedException if the thread is interrupted; it
   *     stays interrupted
   */
  void await(String operation);

  /**
   * Slows down the calls that count against the same quotas, as the service throttled a call: to
   * half the rate for five minutes, but not below one call a second; after that the rate doubles
   * every five minutes until it is what it was. Further answers within those five minutes halve
   * again; those within a second count as one.
   */
  void throttled(String operation);
}
