package dev.storekeeper.sandbox.runtime.sts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the parameters that all ways to a role's session share (limits: AWS STS API Reference,
 * AssumeRole and AssumeRoleWithWebIdentity).
 */
final class SessionInput {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_POLICY = 2048;
  private static final int MAX_TAGS = 50;
  private static final int SHORTEST = 900;
  private static final int LONGEST = 43_200;
  private static final String NAME = "[\\w+=,.@-]{2,64}";
  private static final String TAG_CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";

  private final QueryParameters input;

  SessionInput(QueryParameters input) {
    this.input = input;
    if (input.values().keySet().stream().anyMatch(name -> name.startsWith("PolicyArns."))) {
      throw invalid("the sandbox does not serve PolicyArns; give the policy inline as Policy");
    }
    if (input.values().keySet().stream().anyMatch(name -> name.startsWith("TransitiveTagKeys."))) {
      throw invalid("the sandbox does not serve TransitiveTagKeys; give the tags again");
    }
  }

  String roleArn() {
    return matching(input.required("RoleArn"), "RoleArn", "arn:aws:iam::\\d{12}:role/.+");
  }

  String sessionName() {
    return name(input.required("RoleSessionName"), "RoleSessionName");
  }

  Duration duration() {
    String text =
        matching(input.optional("DurationSeconds").orElse("3600"), "DurationSeconds", "\\d{1,6}");
    int seconds = Integer.parseInt(text);
    if (seconds < SHORTEST || seconds > LONGEST) {
      throw invalid("DurationSeconds must be 900 to 43200, not " + seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  /** The session policy, or an empty text. */
  String policy() {
    String policy = input.optional("Policy").orElse("");
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

  Map<String, String> tags() {
    List<QueryParameters> given = input.structures("Tags.member");
    if (given.size() > MAX_TAGS) {
      throw invalid("a session has at most " + MAX_TAGS + " tags, not " + given.size());
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (QueryParameters tag : given) {
      String key = matching(tag.required("Key"), "tag key", TAG_CHARACTERS + "{1,128}");
      String value =
          matching(
              tag.optional("Value").orElse(""),
              "value of the tag " + key,
              TAG_CHARACTERS + "{0,256}");
      if (tags.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
        throw invalid("Duplicate tag keys found. Tag keys are case insensitive: " + key);
      }
      tags.put(key, value);
    }
    return tags;
  }

  /**
   * How much of the room for policy and tags is used. STS's own packing is not public; here it is
   * the plain text against 2048 characters.
   */
  static int packedPercent(String policy, Map<String, String> tags) {
    int characters =
        policy.length()
            + tags.entrySet().stream()
                .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
                .sum();
    int percent = (characters * 100 + MAX_POLICY - 1) / MAX_POLICY;
    if (percent > 100) {
      throw new AwsException(
          400,
          "PackedPolicyTooLarge",
          "policy and tags use " + percent + "% of the room that a session has for them");
    }
    return percent;
  }

  static String name(String value, String what) {
    return matching(value, what, NAME);
  }

  static AwsException invalid(String message) {
    return new AwsException(400, "ValidationError", message);
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
}
