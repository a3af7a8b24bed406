package dev.storekeeper.sandbox.runtime.lambda.host;

/**
 * A line of a function's log.
 *
 * @param function the function's name
 * @param text the line, without its end
 */
public record LogLine(String function, String text) {}
