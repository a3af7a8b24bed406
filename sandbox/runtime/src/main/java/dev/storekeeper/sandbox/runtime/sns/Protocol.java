package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.http.Loopback;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How a subscription is delivered to. */
enum Protocol {
  SQS,
  LAMBDA,
  HTTP,
  HTTPS,
  EMAIL,
  EMAIL_JSON;

  /** The name in the API, for example {@code email-json}. */
  String apiName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether an endpoint has to confirm before it gets anything. */
  boolean needsConfirmation() {
    return this == HTTP || this == HTTPS;
  }

  /** Whether a subscription may skip the envelope. */
  boolean canBeRaw() {
    return this == SQS || this == HTTP || this == HTTPS;
  }

  static Protocol of(String apiName) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.apiName().equals(apiName))
        .findFirst()
        .orElseThrow(() ->
            Refusals.invalid(
                "Protocol '"
                    + apiName
                    + "': the sandbox delivers to "
                    + Arrays.stream(values())
                        .map(Protocol::apiName)
                        .collect(Collectors.joining(", "))));
  }

  /** Refuses an endpoint that this protocol cannot deliver to. */
  void require(String endpoint, Set<String> allowedHosts) {
    switch (this) {
      case SQS -> requireMatch(endpoint, "arn:aws:sqs:[^:]+:\\d{12}:.+");
      case LAMBDA -> requireMatch(endpoint, "arn:aws:lambda:[^:]+:\\d{12}:function:.+");
      case EMAIL, EMAIL_JSON ->
          requireMatch(endpoint, "[^\\s@<>\",;:\\\\\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,255}");
      case HTTP, HTTPS -> requireUrl(endpoint, allowedHosts);
    }
  }

  private void requireMatch(String endpoint, String pattern) {
    if (!endpoint.matches(pattern)) {
      throw Refusals.invalid("Endpoint '" + endpoint + "' does not fit protocol " + apiName());
    }
  }

  private void requireUrl(String endpoint, Set<String> allowedHosts) {
    requireMatch(endpoint, apiName() + "://[^\\s]+");
    URI url;
    try {
      url = URI.create(endpoint);
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid("Endpoint '" + endpoint + "' is no URL: " + e.getMessage());
    }
    String host = url.getHost();
    if (host == null || !(Loopback.isLocal(host) || allowedHosts.contains(host))) {
      throw Refusals.invalid(
          "Endpoint '"
              + endpoint
              + "': the sandbox sends to this machine only (127.0.0.1 or"
              + " localhost), not to "
              + host);
    }
  }
}
