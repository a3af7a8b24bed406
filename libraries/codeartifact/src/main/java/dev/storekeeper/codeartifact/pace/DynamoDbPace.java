package dev.storekeeper.codeartifact.pace;

import java.time.Clock;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A pace that all functions of an account and region share, by way of a DynamoDB table; the
 * module's README describes the items. Each function takes the turns of up to a second at once, so
 * that sharing costs about one write a second and quota, not one a call. While the table does not
 * answer, or is more than a minute ahead, calls go at a tenth of the share, never unlimited. Needs
 * {@code dynamodb:UpdateItem} on the table. Thread-safe.
 */
public final class DynamoDbPace implements Pace {
  private final Buckets buckets;

  /**
   * A pace that keeps to a share of every quota.
   *
   * @param table a table with the keys {@code key} and {@code sort}, both texts
   * @param region the region whose quotas are shared
   * @param problems is told, in a sentence, that the table could not be used; at most every five
   *     seconds for each quota
   */
  public DynamoDbPace(
      DynamoDbClient client,
      String table,
      String region,
      Share share,
      Clock clock,
      Sleeper sleeper,
      Consumer<String> problems) {
    this.buckets =
        new Buckets(
            quota ->
                new FallbackBucket(
                    new SharedBucket(
                        new SharedItem(
                            client,
                            table,
                            "pace#" + region + "#" + quota.bucket(),
                            share.of(quota)),
                        clock),
                    new LocalBucket(share.aloneOf(quota), clock),
                    quota,
                    clock,
                    problems),
            clock,
            sleeper);
  }

  @Override
  public void await(String operation) {
    buckets.await(operation);
  }

  @Override
  public void throttled(String operation) {
    buckets.throttled(operation);
  }
}
