package dev.storekeeper.sandbox.runtime.iam;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The condition keys that a request has by its time and its caller. */
final class ContextKeys {
  private ContextKeys() {}

  /** The keys that do not depend on the caller. */
  static Map<String, String> at(Instant now) {
    Map<String, String> keys = new HashMap<>();
    keys.put("aws:CurrentTime", now.toString());
    keys.put("aws:EpochTime", String.valueOf(now.getEpochSecond()));
    keys.put("aws:SecureTransport", "true");
    return keys;
  }

  /** All keys of a caller's request. */
  static Map<String, String> of(Caller caller, Instant now) {
    Map<String, String> keys = at(now);
    switch (caller) {
      case Caller.Owner _ -> {}
      case Caller.Service service -> {
        keys.put("aws:SourceArn", service.sourceArn());
        keys.put("aws:SourceAccount", accountOf(service.sourceArn()));
      }
      case Caller.RoleSession session -> {
        keys.put("aws:PrincipalArn", session.roleArn());
        keys.put("aws:PrincipalAccount", accountOf(session.roleArn()));
        SessionAttributes attributes = session.attributes();
        attributes.sourceIdentity().ifPresent(identity -> keys.put("aws:SourceIdentity", identity));
        attributes.tags().forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
      }
    }
    return keys;
  }

  static String accountOf(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length > 4 ? parts[4] : "";
  }
}
