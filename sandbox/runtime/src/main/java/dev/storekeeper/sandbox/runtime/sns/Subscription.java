package dev.storekeeper.sandbox.runtime.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A subscription and its settings.
 *
 * @param arn its ARN
 * @param topicArn its topic
 * @param protocol how it is delivered to
 * @param endpoint where to
 * @param token what confirms it, empty once it is confirmed
 * @param attributes its settable attributes as text
 * @param raw whether deliveries skip the envelope
 * @param filter what it wants
 * @param deadLetters the ARN of its dead-letter queue, if it has one
 */
record Subscription(
    String arn,
    String topicArn,
    Protocol protocol,
    String endpoint,
    String token,
    Map<String, String> attributes,
    boolean raw,
    FilterPolicy filter,
    Optional<String> deadLetters) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> SETTABLE =
      Set.of("RawMessageDelivery", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy");

  static Subscription of(
      String arn,
      String topicArn,
      Protocol protocol,
      String endpoint,
      String token,
      Map<String, String> attributes) {
    attributes.forEach(Subscription::requireSettable);
    boolean raw = Boolean.parseBoolean(attributes.getOrDefault("RawMessageDelivery", "false"));
    if (raw && !protocol.canBeRaw()) {
      throw Refusals.invalid("RawMessageDelivery is not for protocol " + protocol.apiName());
    }
    FilterPolicy filter =
        new FilterPolicy(
            attributes.getOrDefault("FilterPolicy", ""),
            FilterPolicy.Scope.of(
                attributes.getOrDefault("FilterPolicyScope", "MessageAttributes")));
    return new Subscription(
        arn,
        topicArn,
        protocol,
        endpoint,
        token,
        Map.copyOf(attributes),
        raw,
        filter,
        Optional.ofNullable(attributes.get("RedrivePolicy"))
            .filter(policy -> !policy.isBlank() && !policy.equals("{}"))
            .map(Subscription::deadLetterTarget));
  }

  /** This subscription with one attribute changed. */
  Subscription with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(attributes);
    changed.put(name, value);
    return of(arn, topicArn, protocol, endpoint, token, changed);
  }

  /** This subscription, confirmed. */
  Subscription confirmed() {
    return of(arn, topicArn, protocol, endpoint, "", attributes);
  }

  boolean pending() {
    return !token.isEmpty();
  }

  private static void requireSettable(String name, String value) {
    if (!SETTABLE.contains(name)) {
      throw Refusals.invalid(
          "the sandbox does not serve the subscription attribute " + name + ", only " + SETTABLE);
    }
    if (name.equals("RawMessageDelivery") && !value.matches("(?i)true|false")) {
      throw Refusals.invalid("RawMessageDelivery is true or false, not '" + value + "'");
    }
  }

  private static String deadLetterTarget(String policy) {
    try {
      String target = JSON.readTree(policy).path("deadLetterTargetArn").asText("");
      if (!target.isEmpty()) {
        return target;
      }
    } catch (JsonProcessingException e) {
      throw Refusals.invalid("RedrivePolicy is not JSON: " + e.getOriginalMessage());
    }
    throw Refusals.invalid("RedrivePolicy names no deadLetterTargetArn");
  }
}
