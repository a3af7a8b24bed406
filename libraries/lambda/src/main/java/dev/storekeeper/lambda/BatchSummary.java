package dev.storekeeper.lambda;

/**
 * What became of a batch, in messages.
 *
 * @param done dealt with
 * @param retried left to SQS for another delivery
 * @param rejected sent to the dead-letter queue
 */
public record BatchSummary(int done, int retried, int rejected) {}
