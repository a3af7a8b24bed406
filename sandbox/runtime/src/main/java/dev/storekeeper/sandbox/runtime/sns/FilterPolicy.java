package dev.storekeeper.sandbox.runtime.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.RuleCompiler;

/** Which notifications a subscription wants: an event pattern over attributes or over the body. */
final class FilterPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "filter";

  /** What a filter policy looks at. */
  enum Scope {
    ATTRIBUTES,
    BODY;

    static Scope of(String apiName) {
      return switch (apiName) {
        case "MessageAttributes" -> ATTRIBUTES;
        case "MessageBody" -> BODY;
        default ->
            throw Refusals.invalid(
                "FilterPolicyScope is MessageAttributes or MessageBody, not '" + apiName + "'");
      };
    }
  }

  private final Scope scope;
  private final Machine machine = Machine.builder().build();
  private final boolean unrestricted;

  /** A filter; a policy without a condition lets everything through. */
  FilterPolicy(String policy, Scope scope) {
    this.scope = scope;
    this.unrestricted = policy.isBlank() || policy.replaceAll("\\s", "").equals("{}");
    if (!unrestricted) {
      compile(policy);
    }
  }

  boolean accepts(Notification notification) {
    if (unrestricted) {
      return true;
    }
    JsonNode event =
        switch (scope) {
          case ATTRIBUTES -> attributes(notification.attributes());
          case BODY ->
              body(notification.byProtocol().getOrDefault("default", notification.message()));
        };
    return event.isObject() && !machine.rulesForJSONEvent(event).isEmpty();
  }

  private void compile(String policy) {
    String problem = RuleCompiler.check(policy);
    if (problem != null) {
      throw Refusals.invalid("FilterPolicy: " + problem);
    }
    try {
      machine.addRule(NAME, policy);
    } catch (IOException e) {
      throw Refusals.invalid("FilterPolicy: " + e.getMessage());
    }
  }

  private static JsonNode body(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private static ObjectNode attributes(Map<String, MessageAttribute> attributes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    attributes.forEach((name, attribute) -> {
      switch (attribute.type().replaceFirst("\\..*", "")) {
        case "Number" -> json.put(name, new BigDecimal(attribute.value()));
        case "String" -> json.set(name, text(attribute));
        default -> {
          // Filter policies do not see binary attributes.
        }
      }
    });
    return json;
  }

  private static JsonNode text(MessageAttribute attribute) {
    if (attribute.type().equals("String.Array")) {
      try {
        return JSON.readTree(attribute.value());
      } catch (JsonProcessingException e) {
        return JsonNodeFactory.instance.textNode(attribute.value());
      }
    }
    return JsonNodeFactory.instance.textNode(attribute.value());
  }
}
