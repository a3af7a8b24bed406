package dev.storekeeper.sandbox.runtime.sts;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checked AssumeRole request.
 *
 * @param roleArn the role
 * @param sessionName the session's name, 2 to 64 characters
 * @param duration 15 minutes to 12 hours; at most one hour for a role that assumes another
 * @param policy the session policy, or an empty string
 * @param sourceIdentity the source identity that is asked for, if one is
 * @param inheritedIdentity the source identity of the caller's own session, if it has one
 * @param tags the session tags
 * @param packedPercent how much of the room for policy and tags is used
 */
record RoleRequest(
    String roleArn,
    String sessionName,
    Duration duration,
    String policy,
    Optional<String> sourceIdentity,
    Optional<String> inheritedIdentity,
    Map<String, String> tags,
    int packedPercent) {
  private static final Duration CHAINED = Duration.ofHours(1);

  RoleRequest {
    tags = Map.copyOf(tags);
  }

  static RoleRequest of(QueryParameters parameters, Caller caller) {
    SessionInput input = new SessionInput(parameters);
    String policy = input.policy();
    Map<String, String> tags = input.tags();
    RoleRequest request =
        new RoleRequest(
            input.roleArn(),
            input.sessionName(),
            input.duration(),
            policy,
            parameters
                .optional("SourceIdentity")
                .map(identity -> SessionInput.name(identity, "SourceIdentity")),
            inherited(caller),
            tags,
            SessionInput.packedPercent(policy, tags));
    request.requireChainable(caller);
    return request;
  }

  /** The source identity of the session to be made. */
  Optional<String> identity() {
    return sourceIdentity.or(() -> inheritedIdentity);
  }

  /** The actions that the caller must be allowed. */
  Set<String> actions() {
    Set<String> actions = new LinkedHashSet<>(Set.of("sts:AssumeRole"));
    if (!tags.isEmpty()) {
      actions.add("sts:TagSession");
    }
    if (identity().isPresent()) {
      actions.add("sts:SetSourceIdentity");
    }
    return actions;
  }

  /** The condition keys of this request (Service Authorization Reference, AWS STS). */
  Map<String, String> context() {
    Map<String, String> keys = new HashMap<>();
    keys.put("sts:RoleSessionName", sessionName);
    identity().ifPresent(identity -> keys.put("sts:SourceIdentity", identity));
    tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
    if (!tags.isEmpty()) {
      keys.put("aws:TagKeys", String.join("\n", tags.keySet()));
    }
    return keys;
  }

  private void requireChainable(Caller caller) {
    if (caller instanceof Caller.RoleSession && duration.compareTo(CHAINED) > 0) {
      throw SessionInput.invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining: "
              + duration.toSeconds());
    }
    if (inheritedIdentity.isPresent() && !identity().equals(inheritedIdentity)) {
      throw new AwsException(
          403, "AccessDenied", "the source identity of a session cannot be changed by another");
    }
  }

  private static Optional<String> inherited(Caller caller) {
    return caller instanceof Caller.RoleSession session
        ? session.attributes().sourceIdentity()
        : Optional.empty();
  }
}
