package dev.storekeeper.policy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A valid EventBridge event pattern.
 *
 * @param json the pattern as JSON
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">
 *     Comparison operators in event patterns</a>
 */
public record EventPattern(JsonNode json) {}
