package dev.storekeeper.codeartifact.pace;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.CodeartifactClientBuilder;

/** Clients of CodeArtifact whose requests keep a pace. */
public final class PacedCodeArtifact {
  private static final int MAX_ATTEMPTS = 5;

  private PacedCodeArtifact() {}

  /**
   * Builds a client. It repeats what failed up to four times, with growing random delays and the
   * delay that the service asks for where the SDK heeds it. Limits of the builder to the time of a
   * call or attempt are taken off, as they would count the waiting for a turn; what limits an
   * attempt are the timeouts of the builder's HTTP client, so give it one that has them.
   *
   * @param builder with region, credentials and HTTP client set; its override configuration is
   *     added to
   */
  public static CodeartifactClient client(
      CodeartifactClientBuilder builder, Pace pace, CallCount count) {
    return builder
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .apiCallTimeout(null)
                .apiCallAttemptTimeout(null)
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(MAX_ATTEMPTS)
                        .build())
                .addExecutionInterceptor(new PaceInterceptor(pace, count))
                .build())
        .build();
  }
}
