package dev.storekeeper.sandbox.runtime.sts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A checked AssumeRole request (limits: AWS STS API Reference, AssumeRole).
 *
 * @param roleArn the role
 * @param sessionName the session's name, 2 to 64 characters
 * @param duration 15 minutes to 12 hours; one hour for a role that assumes another
 * @param policy the session policy, or an empty string
 * @param sourceIdentity the source identity, if given
 * @param packedPercent how much of the room for policy and tags is used; STS's own packing is not
 *     public, here it is the plain text against 2048 characters
 */
record RoleRequest(
    String roleArn,
    String sessionName,
    Duration duration,
    String policy,
    Optional<String> sourceIdentity,
    int packedPercent) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_POLICY = 2048;
  private static final int MAX_TAGS = 50;
  private static final int CHAINED_SECONDS = 3600;
  private static final String NAME = "[\\w+=,.@-]{2,64}";

  static RoleRequest of(QueryParameters input, Caller caller) {
    if (input.values().keySet().stream().anyMatch(name -> name.startsWith("PolicyArns."))) {
      throw invalid("the sandbox does not serve PolicyArns; give the policy inline as Policy");
    }
    String roleArn = matching(input.required("RoleArn"), "RoleArn", "arn:aws:iam::\\d{12}:role/.+");
    String sessionName = matching(input.required("RoleSessionName"), "RoleSessionName", NAME);
    String policy = policy(input.optional("Policy").orElse(""));
    int tags = tagsSize(input.structures("Tags.member"));
    return new RoleRequest(
        roleArn,
        sessionName,
        duration(input, caller),
        policy,
        input
            .optional("SourceIdentity")
            .map(identity -> matching(identity, "SourceIdentity", NAME)),
        packed(policy.length() + tags));
  }

  private static Duration duration(QueryParameters input, Caller caller) {
    String text =
        matching(input.optional("DurationSeconds").orElse("3600"), "DurationSeconds", "\\d{1,6}");
    int seconds = Integer.parseInt(text);
    if (seconds < 900 || seconds > 43_200) {
      throw invalid("DurationSeconds must be 900 to 43200, not " + seconds);
    }
    if (caller instanceof Caller.RoleSession && seconds > CHAINED_SECONDS) {
      throw invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining: "
              + seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  private static String policy(String policy) {
    if (policy.length() > MAX_POLICY) {
      throw invalid("Policy must have at most 2048 characters, not " + policy.length());
    }
    try {
      if (!policy.isEmpty() && !JSON.readTree(policy).isObject()) {
        throw malformed("it is not a JSON object");
      }
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage());
    }
    return policy;
  }

  private static int tagsSize(List<QueryParameters> tags) {
    if (tags.size() > MAX_TAGS) {
      throw invalid("a session has at most " + MAX_TAGS + " tags, not " + tags.size());
    }
    int size = 0;
    for (QueryParameters tag : tags) {
      String key =
          matching(tag.required("Key"), "tag key", "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
      String value =
          matching(
              tag.optional("Value").orElse(""),
              "value of the tag " + key,
              "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
      size += key.length() + value.length();
    }
    return size;
  }

  private static int packed(int characters) {
    int percent = (characters * 100 + MAX_POLICY - 1) / MAX_POLICY;
    if (percent > 100) {
      throw new AwsException(
          400,
          "PackedPolicyTooLarge",
          "policy and tags use " + percent + "% of the room that a session has for them");
    }
    return percent;
  }

  private static String matching(String value, String what, String pattern) {
    if (!value.matches(pattern)) {
      throw invalid("Value '" + value + "' of " + what + " must match " + pattern);
    }
    return value;
  }

  private static AwsException malformed(String reason) {
    return new AwsException(400, "MalformedPolicyDocument", "The session policy: " + reason);
  }

  private static AwsException invalid(String message) {
    return new AwsException(400, "ValidationError", message);
  }
}
