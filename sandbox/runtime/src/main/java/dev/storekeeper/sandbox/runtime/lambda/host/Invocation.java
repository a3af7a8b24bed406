package dev.storekeeper.sandbox.runtime.lambda.host;

/**
 * One call of a function.
 *
 * @param requestId its request id, the same on each retry
 * @param functionArn the ARN it was called by, with the qualifier if there was one
 * @param payload the event
 */
public record Invocation(String requestId, String functionArn, byte[] payload) {}
