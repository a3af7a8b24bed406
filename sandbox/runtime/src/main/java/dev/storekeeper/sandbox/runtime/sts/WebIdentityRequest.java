package dev.storekeeper.sandbox.runtime.sts;

import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import java.time.Duration;

/**
 * A checked AssumeRoleWithWebIdentity request.
 *
 * @param roleArn the role
 * @param sessionName the session's name
 * @param duration 15 minutes to 12 hours
 * @param policy the session policy, or an empty string
 * @param token the ID token; never shown
 * @param packedPercent how much of the room for the policy is used
 */
record WebIdentityRequest(
    String roleArn,
    String sessionName,
    Duration duration,
    String policy,
    String token,
    int packedPercent) {

  static WebIdentityRequest of(QueryParameters parameters) {
    SessionInput input = new SessionInput(parameters);
    if (parameters.optional("ProviderId").isPresent()) {
      throw SessionInput.invalid("ProviderId is for OAuth 2.0 tokens, which are not served");
    }
    String policy = input.policy();
    return new WebIdentityRequest(
        input.roleArn(),
        input.sessionName(),
        input.duration(),
        policy,
        parameters.required("WebIdentityToken"),
        SessionInput.packedPercent(policy, input.tags()));
  }

  @Override
  public String toString() {
    return roleArn + " as " + sessionName;
  }
}
