package dev.storekeeper.token;

import dev.storekeeper.token.state.StateTable;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table at a port of this machine where nobody listens. */
final class DynamoDbStub {
  private DynamoDbStub() {}

  static StateTable table() {
    return new StateTable(
        DynamoDbClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(
                override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(UrlConnectionHttpClient.create())
            .build(),
        "nowhere");
  }
}
