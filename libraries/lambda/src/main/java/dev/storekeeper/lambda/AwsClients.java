package dev.storekeeper.lambda;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Builds a function's AWS clients from its environment alone: region, credentials and, where set,
 * {@code AWS_ENDPOINT_URL}. All clients share one HTTP client. Thread-safe.
 */
public final class AwsClients {
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

  private final Region region;
  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;

  /**
   * Clients for the region that {@code AWS_REGION} names.
   *
   * @throws IllegalStateException if {@code AWS_REGION} is missing
   */
  public AwsClients(Environment environment) {
    region = Region.of(environment.required("AWS_REGION", "the region of the function"));
    http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECTION_TIMEOUT)
            .socketTimeout(ATTEMPT_TIMEOUT)
            .build();
    // A function with SnapStart gets its credentials from the container endpoint, any other one
    // from its variables; profile files and instance metadata are never looked at.
    credentials =
        AwsCredentialsProviderChain.of(
            EnvironmentVariableCredentialsProvider.create(),
            ContainerCredentialsProvider.builder().build());
  }

  /** The function's credentials, for what is no client. */
  public AwsCredentialsProvider credentials() {
    return credentials;
  }

  /** The HTTP client that all clients share. */
  public SdkHttpClient http() {
    return http;
  }

  /**
   * Sets region, credentials, HTTP client, timeouts (5 s an attempt, 15 s a call) and the SDK's
   * standard retry mode (3 attempts) on a builder.
   */
  public <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configure(B builder) {
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(configuration ->
            configuration
                .retryStrategy(RetryMode.STANDARD)
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT));
  }
}
