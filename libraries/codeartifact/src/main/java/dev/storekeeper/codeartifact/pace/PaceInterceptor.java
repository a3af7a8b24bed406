package dev.storekeeper.codeartifact.pace;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Lets every request of a client wait for its turn, the repeated ones too, counts it, and tells the
 * pace when the service throttles. Thread-safe.
 */
public final class PaceInterceptor implements ExecutionInterceptor {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String ERROR_TYPE = "x-amzn-ErrorType";

  private final Pace pace;
  private final CallCount count;

  /** An interceptor of any client of CodeArtifact. */
  public PaceInterceptor(Pace pace, CallCount count) {
    this.pace = pace;
    this.count = count;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    pace.await(operation(attributes));
    count.count(operation(attributes));
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (throttles(context.httpResponse())) {
      pace.throttled(operation(attributes));
    }
  }

  private static boolean throttles(SdkHttpResponse response) {
    Optional<String> type = response.firstMatchingHeader(ERROR_TYPE);
    return response.statusCode() == TOO_MANY_REQUESTS
        || (!response.isSuccessful()
            && type.filter(text -> text.toLowerCase(Locale.ROOT).contains("throttl")).isPresent());
  }

  private static String operation(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }
}
