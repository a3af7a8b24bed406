package dev.storekeeper.sandbox.runtime.http;

import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.util.Map;

/** The condition keys that every request carries (IAM: AWS global condition context keys). */
public final class RequestContext {
  private RequestContext() {}

  /** The keys that tell for which resource a service calls; none for people and roles. */
  public static Map<String, String> of(Caller caller) {
    return switch (caller) {
      case Caller.Service service -> ofSource(service.sourceArn());
      case Caller.Owner _, Caller.RoleSession _ -> Map.of();
    };
  }

  private static Map<String, String> ofSource(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 && !parts[4].isEmpty()
        ? Map.of("aws:SourceArn", arn, "aws:SourceAccount", parts[4])
        : Map.of("aws:SourceArn", arn);
  }
}
