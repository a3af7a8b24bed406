package dev.storekeeper.sandbox.runtime.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.iam.TestRoles;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 on a port of its own, with a bucket that keeps versions and one that keeps none. */
public final class S3Fixture implements AutoCloseable {
  public static final String PLAIN = "plain-bucket";
  public static final String VERSIONED = "versioned-bucket";
  private static final ObjectMapper JSON = new ObjectMapper();

  public final VirtualClock clock = new VirtualClock(Clock.systemUTC());
  public final List<ObjectNode> events = Collections.synchronizedList(new ArrayList<>());
  public final Identities identities = new Identities("111122223333", clock);
  public final FrontServer front = FrontServer.bind(0, identities);
  public final Account account = new Account("111122223333", "eu-west-1", front.endpoint());
  public final S3Service service;
  private final List<S3Client> clients = new ArrayList<>();

  public S3Fixture(Path folder) {
    this(folder, new TestRoles());
  }

  public S3Fixture(Path folder, TestRoles roles) {
    try {
      service = new S3Service(account, folder, clock, roles.evaluator(clock), events::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bucket(PLAIN, "{}");
    bucket(
        VERSIONED,
        """
        {'VersioningConfiguration': {'Status': 'Enabled'},
         'NotificationConfiguration': {'EventBridgeConfiguration': {'EventBridgeEnabled': true}},
         'LifecycleConfiguration': {'Rules': [{'Id': 'old', 'Status': 'Enabled', 'Prefix': 'tmp/',
           'ExpirationInDays': 30, 'NoncurrentVersionExpiration': {'NoncurrentDays': 7}}]}}
        """);
    front.mountStreaming(S3Service.SIGNING_NAME, service.handler(), S3Service::operation).start();
  }

  public void bucket(String name, String properties) {
    service.provision(
        new Resource(name, "AWS::S3::Bucket", name, "arn:aws:s3:::" + name, json(properties)));
  }

  public void policy(String bucket, String statements) {
    ObjectNode properties = JSON.createObjectNode().put("Bucket", bucket);
    properties.set("PolicyDocument", TestRoles.document(statements));
    service.provision(
        new Resource(bucket + "-policy", "AWS::S3::BucketPolicy", "policy", "", properties));
  }

  /** A client of the owner's. */
  public S3Client client() {
    return client(AwsBasicCredentials.create("AKIDOWNER", "secret"));
  }

  /** A client of a role's session. */
  public S3Client clientOf(String role) {
    Identities.AccessKey key =
        identities.issue(new Caller.RoleSession(TestRoles.arn(role), "session", ""));
    return client(
        AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), key.sessionToken()));
  }

  private S3Client client(AwsCredentials credentials) {
    return client(credentials, front.endpoint());
  }

  private S3Client client(AwsCredentials credentials, URI endpoint) {
    S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(
                configuration -> configuration.retryStrategy(b -> b.maxAttempts(1)))
            .build();
    clients.add(client);
    return client;
  }

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  @Override
  public void close() {
    clients.forEach(S3Client::close);
    front.close();
    service.close();
    clock.close();
  }
}
