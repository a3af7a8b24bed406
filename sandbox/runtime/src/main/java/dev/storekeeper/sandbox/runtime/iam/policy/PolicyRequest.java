package dev.storekeeper.sandbox.runtime.iam.policy;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked of a policy.
 *
 * @param action the action, for example {@code sqs:SendMessage}
 * @param resource the ARN that it is about, or {@code *}
 * @param context condition keys (in any case) and their values; the values of a multivalued key are
 *     separated by line feeds
 */
public record PolicyRequest(String action, String resource, Map<String, String> context) {
  public PolicyRequest {
    context =
        context.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }
}
