package dev.storekeeper.codeartifact.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.testing.DynamoDbLocal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Functions that share a bucket in DynamoDB Local, in virtual time. */
class SharedBucketTest {
  private static final long SECOND = 1_000_000;
  @TempDir private static Path folder;
  private static DynamoDbLocal dynamoDb;

  private final VirtualTime time = new VirtualTime();
  private final AtomicInteger writes = new AtomicInteger();
  private String table = "";

  @BeforeAll
  static void start() throws Exception {
    dynamoDb = DynamoDbLocal.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    dynamoDb.close();
  }

  @BeforeEach
  void newTable() {
    table = dynamoDb.table("CleanupTable");
  }

  private SharedBucket bucket(double perSecond) {
    return new SharedBucket(
        new SharedItem(countingWrites(), table, "pace#eu-west-1#reads", new Rate(perSecond)), time);
  }

  private DynamoDbClient countingWrites() {
    return new DynamoDbClient() {
      @Override
      public UpdateItemResponse updateItem(UpdateItemRequest request) {
        writes.incrementAndGet();
        return dynamoDb.client().updateItem(request);
      }

      @Override
      public String serviceName() {
        return dynamoDb.client().serviceName();
      }

      @Override
      public void close() {}
    };
  }

  /** The times of all calls that functions make until so many seconds have passed. */
  private List<Long> simulate(List<Bucket> buckets, long seed, int latency, int seconds) {
    Random random = new Random(seed);
    PriorityQueue<Function> functions = new PriorityQueue<>();
    for (Bucket bucket : buckets) {
      functions.add(new Function(bucket, random, latency, time.micros()));
    }
    long end = time.micros() + seconds * SECOND;
    List<Long> calls = new ArrayList<>();
    while (functions.element().next() < end) {
      Function function = functions.remove();
      time.moveTo(function.next());
      calls.add(function.call());
      functions.add(function);
    }
    calls.sort(null);
    return calls;
  }

  private static void assertNeverMore(List<Long> calls, double perSecond) {
    for (int first = 0; first < calls.size(); first += 7) {
      for (int last = first; last < calls.size(); last += 11) {
        double window = (calls.get(last) - calls.get(first)) / (double) SECOND;
        assertThat((double) (last - first + 1)).isLessThanOrEqualTo(perSecond * (window + 1) + 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5,  80,    20000, 20",
    "2, 3,  80,     5000, 15",
    "3, 12, 80,    60000, 15",
    "4, 4,  10,    30000, 20",
    "5, 3,  0.5,   10000, 60",
    "6, 1,  80,     1000, 10"
  })
  void functionsTogetherKeepToTheRateUseItAndWriteSeldom(
      long seed, int functions, double perSecond, int latency, int seconds) {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < functions; i++) {
      buckets.add(bucket(perSecond));
    }
    List<Long> calls = simulate(buckets, seed, latency, seconds);
    assertNeverMore(calls, perSecond);
    assertThat((double) calls.size()).isGreaterThan(0.6 * perSecond * seconds);
    assertThat(writes.get()).isLessThan(3 * functions * seconds);
  }

  @Test
  void throttlingOfOneFunctionSlowsAllDownUntilFiveMinutesLater() {
    List<Bucket> buckets = List.of(bucket(80), bucket(80), bucket(80));
    simulate(buckets, 1, 20_000, 5);
    buckets.getFirst().throttled();
    time.sleep(Duration.ofSeconds(2));
    List<Long> slow = simulate(buckets, 2, 20_000, 10);
    assertNeverMore(slow, 40);
    assertThat(slow.size()).isGreaterThan(300);

    buckets.get(1).throttled();
    time.sleep(Duration.ofSeconds(2));
    assertNeverMore(simulate(buckets, 3, 20_000, 10), 20);

    time.sleep(Duration.ofMinutes(5));
    List<Long> faster = simulate(buckets, 4, 20_000, 10);
    assertNeverMore(faster, 40);
    assertThat(faster.size()).isGreaterThan(300);

    time.sleep(Duration.ofMinutes(5));
    List<Long> back = simulate(buckets, 5, 20_000, 10);
    assertNeverMore(back, 80);
    assertThat(back.size()).isGreaterThan(500);
  }

  @Test
  void functionsThatAreThrottledTogetherHalveOnce() {
    List<SharedBucket> buckets = List.of(bucket(80), bucket(80), bucket(80));
    buckets.forEach(SharedBucket::throttled);
    assertThat(item().get("halvings")).isEqualTo(AttributeValue.fromN("1"));
  }

  @Test
  void aFunctionThatIsThrottledGivesUpTheTurnsThatItHolds() {
    SharedBucket bucket = bucket(80);
    assertThat(bucket.turn()).isEqualTo(time.micros());
    bucket.throttled();
    assertThat(bucket.turn()).isEqualTo(time.micros() + 8 * SECOND / 80);
    assertThat(bucket.turn()).isEqualTo(time.micros() + 8 * SECOND / 80 + SECOND / 40);
  }

  @Test
  void theItemIsAsTheReadmeSaysIt() {
    bucket(10).turn();
    assertThat(item())
        .isEqualTo(
            Map.of(
                "key", AttributeValue.fromS("pace#eu-west-1#reads"),
                "sort", AttributeValue.fromS("bucket"),
                "next", AttributeValue.fromN(Long.toString(time.micros() + SECOND / 10)),
                "halvings", AttributeValue.fromN("0"),
                "until", AttributeValue.fromN("0")));
  }

  @Test
  void aTurnThatIsMoreThanAMinuteAwayIsNotWaitedFor() {
    bucket(10).turn();
    put("next", Long.toString(time.micros() + 61 * SECOND));
    SharedBucket bucket = bucket(10);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(bucket::turn)
          .isInstanceOf(SdkException.class)
          .hasMessage("the next free turn is 61 seconds away");
    }
    put("next", Long.toString(time.micros() + 5 * SECOND));
    assertThat(bucket.turn()).isEqualTo(time.micros() + 5 * SECOND);
  }

  @ParameterizedTest
  @CsvSource({"next, 1e30", "halvings, 1e30", "until, 0.1"})
  void anItemThatNobodyHereWroteIsNotTrusted(String attribute, String value) {
    bucket(10).turn();
    put(attribute, value);
    assertThatThrownBy(bucket(10)::turn)
        .isInstanceOf(SdkException.class)
        .hasMessage(attribute + " of a pace item is not a whole number");
  }

  private Map<String, AttributeValue> item() {
    return dynamoDb.client().getItem(request -> request.tableName(table).key(key())).item();
  }

  private void put(String attribute, String number) {
    dynamoDb
        .client()
        .updateItem(request ->
            request
                .tableName(table)
                .key(key())
                .updateExpression("SET #name = :value")
                .expressionAttributeNames(Map.of("#name", attribute))
                .expressionAttributeValues(Map.of(":value", AttributeValue.fromN(number))));
  }

  private static Map<String, AttributeValue> key() {
    return Map.of(
        "key", AttributeValue.fromS("pace#eu-west-1#reads"),
        "sort", AttributeValue.fromS("bucket"));
  }
}
