package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.Arrays;
import java.util.List;

/** Whether a rule does anything, and with which events of CloudTrail. */
enum RuleState {
  ENABLED,
  DISABLED,
  /** Read-only management events too, of which other rules see none. */
  ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS;

  /** The state of a name; an empty one means enabled. */
  static RuleState of(String name) {
    return name.isEmpty()
        ? ENABLED
        : Arrays.stream(values())
            .filter(state -> state.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new AwsException(
                    400,
                    "ValidationException",
                    "State is '" + name + "'; expected one of " + List.of(values())));
  }

  boolean enabled() {
    return this != DISABLED;
  }

  /** Whether a rule in this state sees an event that its pattern matches. */
  boolean sees(JsonNode event) {
    return this == ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
        || !event.path("detail-type").asText().endsWith(" via CloudTrail")
        || !event.path("detail").path("readOnly").asBoolean();
  }
}
