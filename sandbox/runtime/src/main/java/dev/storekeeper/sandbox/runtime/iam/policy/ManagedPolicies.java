package dev.storekeeper.sandbox.runtime.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The AWS managed policies that the sandbox knows (AWS Managed Policy Reference). */
public final class ManagedPolicies {
  private static final String RESOURCE = "managed-policies.json";

  private final Map<String, PolicyDocument> byArn = new LinkedHashMap<>();

  /** Reads the policies that come with the sandbox. */
  public ManagedPolicies() {
    try (InputStream in =
        Objects.requireNonNull(ManagedPolicies.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(in).properties()) {
        byArn.put(entry.getKey(), PolicyDocument.parse(entry.getValue(), PolicyKind.IDENTITY));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The policy of an ARN, if it is known. */
  public Optional<PolicyDocument> policy(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  /** The ARN that a name such as {@code AWSLambdaBasicExecutionRole}, or an ARN, stands for. */
  public Optional<String> arn(String nameOrArn) {
    return byArn.keySet().stream()
        .filter(arn -> arn.equals(nameOrArn) || arn.endsWith("/" + nameOrArn))
        .findFirst();
  }

  /** The ARNs of all known policies. */
  public Collection<String> arns() {
    return byArn.keySet();
  }
}
