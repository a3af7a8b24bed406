package dev.storekeeper.sandbox.runtime.dynamodb;

import static dev.storekeeper.sandbox.runtime.dynamodb.LocalFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.messaging.RecordStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What DynamoDB Local does only after hours, from a server with prepared answers. */
class ShardRollOverTest {
  private static final String TWO_SHARDS =
      "{'StreamDescription':{'Shards':[{'ShardId':'child','ParentShardId':'old'},"
          + "{'ShardId':'old','ParentShardId':''}]}}";

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> questions = new ArrayList<>();
  private HttpServer server;
  private TableStream stream;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    stream = new TableStream(new DynamoDbClient(() -> uri), "arn:local", "arn:ours", "eu-west-1");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    questions.add(target.substring(target.indexOf('.') + 1) + " " + body);
    String answer = answers.isEmpty() ? "{}" : answers.poll().replace('\'', '"');
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.contains("__type") ? 400 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void childIsReadOnceItsParentIsAtItsEnd() {
    answers.add(TWO_SHARDS);
    answers.add("{'ShardIterator':'i1'}");
    answers.add("{'Records':[" + record(1) + "]}");
    RecordStream.Batch first = stream.read("", 10);
    answers.add(TWO_SHARDS);
    answers.add("{'ShardIterator':'i2'}");
    answers.add("{'Records':[" + record(2) + "],'NextShardIterator':'i3'}");
    RecordStream.Batch second = stream.read(first.position(), 10);

    assertThat(first.position()).isEqualTo("old=end");
    assertThat(second.position()).isEqualTo("old=end,child=2");
    assertThat(questions.get(1)).contains("\"ShardId\":\"old\"", "TRIM_HORIZON");
    assertThat(questions.get(4)).contains("\"ShardId\":\"child\"", "TRIM_HORIZON");
  }

  @Test
  void drainedParentAndItsChildAreReadInOneGo() {
    answers.add(TWO_SHARDS);
    answers.add("{'ShardIterator':'i1'}");
    answers.add("{'Records':[]}");
    answers.add("{'ShardIterator':'i2'}");
    answers.add("{'Records':[" + record(2) + "],'NextShardIterator':'i3'}");

    assertThat(stream.read("old=1", 10).records()).hasSize(1);
  }

  @Test
  void expiredIteratorIsReplacedAtTheSamePlace() {
    answers.add(TWO_SHARDS);
    answers.add("{'ShardIterator':'i1'}");
    answers.add("{'Records':[" + record(1) + "],'NextShardIterator':'i2'}");
    RecordStream.Batch first = stream.read("", 10);
    answers.add(TWO_SHARDS);
    answers.add("{'__type':'x#ExpiredIteratorException','message':'old'}");
    answers.add("{'ShardIterator':'i3'}");
    answers.add("{'Records':[" + record(2) + "],'NextShardIterator':'i4'}");

    assertThat(stream.read(first.position(), 10).records()).hasSize(1);
    assertThat(questions.get(4)).contains("\"ShardIterator\":\"i2\"");
    assertThat(questions.get(5)).contains("AFTER_SEQUENCE_NUMBER", "\"SequenceNumber\":\"1\"");
  }

  @Test
  void trimmedRecordsAreSkipped() {
    answers.add(TWO_SHARDS);
    answers.add("{'__type':'x#TrimmedDataAccessException','message':'gone'}");
    answers.add("{'ShardIterator':'i1'}");
    answers.add("{'Records':[" + record(9) + "],'NextShardIterator':'i2'}");

    assertThat(stream.read("old=1", 10).position()).isEqualTo("old=9");
    assertThat(questions.get(2)).contains("TRIM_HORIZON");
  }

  @Test
  void shardThatVanishedIsAtItsEnd() {
    answers.add(TWO_SHARDS);
    answers.add("{'__type':'x#ResourceNotFoundException','message':'gone'}");
    answers.add("{'ShardIterator':'i1'}");
    answers.add("{'Records':[" + record(2) + "],'NextShardIterator':'i2'}");

    assertThat(stream.read("old=1", 10).position()).isEqualTo("old=end,child=2");
  }

  @Test
  void positionsOfTrimmedShardsAreForgotten() {
    answers.add("{'StreamDescription':{'Shards':[{'ShardId':'child','ParentShardId':'old'}]}}");
    answers.add("{'ShardIterator':'i1'}");
    answers.add("{'Records':[],'NextShardIterator':'i2'}");

    assertThat(stream.read("old=end,child=4", 10).position()).isEqualTo("child=4");
  }

  @Test
  void otherRefusalIsNotSwallowed() {
    answers.add("{'__type':'x#InternalServerError','message':'broken'}");

    assertThatThrownBy(() -> stream.read("", 10))
        .isInstanceOf(AwsException.class)
        .hasMessage("broken");
  }

  private static String record(int sequenceNumber) {
    return json("{'eventID':'e','awsRegion':'ddblocal','dynamodb':{'SequenceNumber':'"
            + sequenceNumber
            + "','ApproximateCreationDateTime':1.7E9}}")
        .toString();
  }
}
