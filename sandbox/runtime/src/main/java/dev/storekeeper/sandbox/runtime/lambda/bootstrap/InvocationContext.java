package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler may ask about its invocation. */
final class InvocationContext implements Context {
  private final RuntimeApi.Invocation invocation;
  private final Map<String, String> environment;
  private final LambdaLogger logger;

  InvocationContext(
      RuntimeApi.Invocation invocation, Map<String, String> environment, PrintStream output) {
    this.invocation = invocation;
    this.environment = environment;
    this.logger = new InvocationLogger(invocation.requestId(), environment, output);
  }

  @Override
  public String getAwsRequestId() {
    return invocation.requestId();
  }

  @Override
  public String getLogGroupName() {
    return environment.getOrDefault("AWS_LAMBDA_LOG_GROUP_NAME", "");
  }

  @Override
  public String getLogStreamName() {
    return environment.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", "");
  }

  @Override
  public String getFunctionName() {
    return environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "");
  }

  @Override
  public String getFunctionVersion() {
    return environment.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", "");
  }

  @Override
  public String getInvokedFunctionArn() {
    return invocation.functionArn();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    long remaining = invocation.deadline() - System.currentTimeMillis();
    return Math.clamp(remaining, 0, Integer.MAX_VALUE);
  }

  @Override
  public int getMemoryLimitInMB() {
    return Integer.parseInt(environment.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"));
  }

  @Override
  public LambdaLogger getLogger() {
    return logger;
  }
}
