package dev.storekeeper.sandbox.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.Fault;
import dev.storekeeper.sandbox.runtime.http.Faults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The faults of AWS calls: {@code {"service":"dynamodb", "operation":"UpdateItem",
 * "kind":"throttle", "times":2}}, or {@code "times":"always"}. Strict: an unknown member or service
 * is refused, as it would never happen.
 */
public final class FaultControl implements ControlResource {
  private static final Set<String> MEMBERS =
      Set.of("service", "operation", "kind", "times", "milliseconds");
  private static final String ALWAYS = "always";
  private static final int MAX_TIMES = 1_000_000;

  private final Faults faults;
  private final Supplier<Set<String>> services;

  /** The control of faults of services by their signing names. */
  public FaultControl(Faults faults, Supplier<Set<String>> services) {
    this.faults = faults;
    this.services = services;
  }

  @Override
  public JsonNode get() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Faults.Pending pending : faults.pending()) {
      Fault fault = pending.fault();
      ObjectNode node = list.addObject().put("service", fault.service());
      fault.operation().ifPresent(operation -> node.put("operation", operation));
      node.put("kind", written(fault.kind()));
      pending
          .times()
          .ifPresentOrElse(times -> node.put("times", times), () -> node.put("times", ALWAYS));
      if (!fault.delay().isZero()) {
        node.put("milliseconds", fault.delay().toMillis());
      }
    }
    return list;
  }

  @Override
  public JsonNode post(JsonNode body) {
    for (var member : body.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw invalid("unknown member " + member.getKey() + "; expected " + sorted(MEMBERS));
      }
    }
    try {
      faults.add(
          new Faults.Pending(
              new Fault(
                  service(body),
                  Optional.of(body.path("operation").asText()).filter(name -> !name.isEmpty()),
                  kind(body.path("kind").asText()),
                  Duration.ofMillis(number(body, "milliseconds", 0))),
              times(body)));
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    return get();
  }

  @Override
  public JsonNode delete() {
    faults.clear();
    return get();
  }

  private String service(JsonNode body) {
    String service = body.path("service").asText();
    if (!services.get().contains(service)) {
      throw invalid(
          "service: found \"" + service + "\", expected one of " + sorted(services.get()));
    }
    return service;
  }

  private static Fault.Kind kind(String text) {
    return Arrays.stream(Fault.Kind.values())
        .filter(kind -> written(kind).equals(text))
        .findFirst()
        .orElseThrow(() ->
            invalid(
                "kind: found \""
                    + text
                    + "\", expected one of "
                    + Arrays.stream(Fault.Kind.values()).map(FaultControl::written).toList()));
  }

  private static OptionalInt times(JsonNode body) {
    JsonNode times = body.path("times");
    return times.isTextual() && times.asText().equals(ALWAYS)
        ? OptionalInt.empty()
        : OptionalInt.of(number(body, "times", 1));
  }

  private static int number(JsonNode body, String member, int fallback) {
    JsonNode value = body.path(member);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > MAX_TIMES) {
      throw invalid(member + ": found " + value + ", expected a number from 0 to " + MAX_TIMES);
    }
    return value.asInt();
  }

  private static String written(Fault.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static AwsException invalid(String message) {
    return new AwsException(400, "ValidationException", message);
  }
}
