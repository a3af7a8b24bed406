package dev.storekeeper.sandbox.runtime.lambda;

import java.time.Duration;
import java.time.Instant;

/**
 * One invocation that took place, or was throttled.
 *
 * @param function the function's name
 * @param trigger what called, for example {@code sqs:<queue>}
 * @param requestId the request id, the same on each retry of an asynchronous invocation
 * @param startedAt when it started, in virtual time
 * @param duration how long the handler ran
 * @param outcome {@code SUCCEEDED}, {@code FAILED}, {@code TIMED_OUT}, {@code CRASHED}, {@code
 *     INIT_FAILED} or {@code THROTTLED}
 */
public record InvocationRecord(
    String function,
    String trigger,
    String requestId,
    Instant startedAt,
    Duration duration,
    String outcome) {}
