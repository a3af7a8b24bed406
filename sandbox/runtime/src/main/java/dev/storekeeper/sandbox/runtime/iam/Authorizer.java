package dev.storekeeper.sandbox.runtime.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Decides whether a caller may do something, as IAM does: an explicit deny, then an allow. */
@FunctionalInterface
public interface Authorizer {
  /**
   * Returns if the caller may act.
   *
   * @param caller who calls
   * @param action the IAM action, for example {@code sqs:SendMessage}
   * @param resource the ARN that the action is about, or {@code *}
   * @param resourcePolicy the resource's own policy document, if it has one
   * @param context condition keys and their values, for example {@code aws:SourceArn}
   * @throws dev.storekeeper.sandbox.runtime.AwsException {@code AccessDenied} with a message that
   *     names caller, action and resource
   */
  void require(
      Caller caller,
      String action,
      String resource,
      Optional<JsonNode> resourcePolicy,
      Map<String, String> context);

  /** The same for a resource without a policy of its own and without condition keys. */
  default void require(Caller caller, String action, String resource) {
    require(caller, action, resource, Optional.empty(), Map.of());
  }
}
