package dev.storekeeper.token;

import dev.storekeeper.identity.KeyRefresh;
import dev.storekeeper.lambda.Invocation;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was heard of fetched keys until an invocation reports it; of more than fits, the later
 * ones are left out. Safe for use by many threads.
 */
final class KeyRefreshes implements KeyRefresh.Listener {
  private static final int MAX_KEPT = 200;

  private final BlockingQueue<KeyRefresh> kept = new ArrayBlockingQueue<>(MAX_KEPT);

  @Override
  public void onRefresh(KeyRefresh refresh) {
    boolean _ = kept.offer(refresh);
  }

  /** Reports and forgets what was heard. */
  void report(Invocation invocation) {
    for (@Nullable KeyRefresh heard = kept.poll(); heard != null; heard = kept.poll()) {
      KeyRefresh refresh = heard;
      invocation.metrics().count("KeyRefreshes", 1);
      refresh
          .failure()
          .ifPresent(failure -> {
            invocation.metrics().count("KeyRefreshFailures", 1);
            invocation
                .log()
                .warn(
                    "keys could not be fetched",
                    Map.of("issuer", refresh.issuer(), "failure", failure));
          });
    }
  }
}
