package dev.storekeeper.sandbox.runtime.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.http.AwsService;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * DynamoDB and DynamoDB Streams in front of DynamoDB Local: asks for the caller's permissions, then
 * passes the request on as it came. Safe for use by many threads.
 *
 * <p>Served: GetItem, PutItem, UpdateItem, DeleteItem, Query, Scan, BatchGetItem, BatchWriteItem,
 * TransactGetItems, TransactWriteItems, CreateTable, DeleteTable, DescribeTable, ListTables,
 * UpdateTable, DescribeTimeToLive, UpdateTimeToLive, DescribeLimits, DescribeEndpoints, and of the
 * streams ListStreams, DescribeStream, GetShardIterator and GetRecords.
 */
public final class DynamoDbService implements AwsService {
  /** Whose answers or questions have ARNs in them. */
  private static final Set<String> WITH_ARNS =
      Set.of("CreateTable", "DeleteTable", "DescribeTable", "UpdateTable");

  private static final Set<String> READING = Set.of("GetItem", "BatchGetItem", "Query", "Scan");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Authorizer authorizer;
  private final Permissions permissions;
  private final ArnNames names;
  private final DynamoDbClient client;
  private final TableProvisioner tables;
  private final Runnable changed;

  /**
   * The API in front of a running DynamoDB Local.
   *
   * @param changed is run after each call that may have changed a table
   */
  public DynamoDbService(
      Account account,
      DynamoDbLocal local,
      Destinations destinations,
      Authorizer authorizer,
      Runnable changed) {
    this.changed = changed;
    this.authorizer = authorizer;
    this.permissions = new Permissions(account);
    this.names = new ArnNames(account);
    this.client = new DynamoDbClient(local::endpoint);
    this.tables = new TableProvisioner(account, client, destinations);
  }

  /** The ARN that a template's table has as its {@code StreamArn}. */
  public static String streamArn(String tableArn) {
    return tableArn + "/stream/latest";
  }

  @Override
  public String signingName() {
    return "dynamodb";
  }

  /**
   * Makes a template's {@code AWS::DynamoDB::Table} unless it is there, and adds its stream, if it
   * has one, to the destinations under {@link #streamArn}. Always on demand; encryption, backups,
   * deletion protection and tags are of no effect here.
   *
   * @throws IllegalArgumentException if the table is there with other keys, indexes or stream
   */
  public void provision(Resource resource) {
    tables.provision(resource);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    String target = request.headers().getOrDefault("x-amz-target", "");
    String operation = request.target().orElse("");
    JsonNode body = parse(request.body());
    boolean streams = target.startsWith(DynamoDbClient.STREAMS);
    Set<Permissions.Permission> needed =
        streams ? permissions.ofStreams(operation, body) : permissions.ofTables(operation, body);
    for (Permissions.Permission permission : needed) {
      authorizer.require(request.caller(), permission.action(), permission.resource());
    }
    if (streams || WITH_ARNS.contains(operation)) {
      return withOurNames(target, request.body());
    }
    try {
      HttpResponse<byte[]> answer = client.send(target, request.body());
      return response(answer, answer.body(), true);
    } finally {
      if (!READING.contains(operation)) {
        changed.run();
      }
    }
  }

  private AwsResponse withOurNames(String target, byte[] body) {
    String question = names.toLocal(new String(body, StandardCharsets.UTF_8));
    HttpResponse<byte[]> answer = client.send(target, question.getBytes(StandardCharsets.UTF_8));
    String text = names.toOurs(new String(answer.body(), StandardCharsets.UTF_8));
    return response(answer, text.getBytes(StandardCharsets.UTF_8), false);
  }

  private static AwsResponse response(HttpResponse<byte[]> answer, byte[] body, boolean unchanged) {
    Map<String, String> headers = new HashMap<>();
    answer
        .headers()
        .firstValue("x-amzn-requestid")
        .ifPresent(id -> headers.put("x-amzn-RequestId", id));
    if (unchanged) {
      answer.headers().firstValue("x-amz-crc32").ifPresent(sum -> headers.put("x-amz-crc32", sum));
    }
    return new AwsResponse(
        answer.statusCode(), Map.copyOf(headers), "application/x-amz-json-1.0", body);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      AwsException malformed =
          new AwsException(400, "SerializationException", "the body is not JSON");
      malformed.initCause(e);
      throw malformed;
    }
  }
}
