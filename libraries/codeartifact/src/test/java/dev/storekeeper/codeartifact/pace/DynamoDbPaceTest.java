package dev.storekeeper.codeartifact.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class DynamoDbPaceTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> problems = new ArrayList<>();
  private final List<UpdateItemRequest> requests = new ArrayList<>();
  private boolean reachable;

  private final DynamoDbPace pace =
      new DynamoDbPace(
          new DynamoDbClient() {
            @Override
            public UpdateItemResponse updateItem(UpdateItemRequest request) {
              requests.add(request);
              if (!reachable) {
                throw SdkClientException.create("connection refused");
              }
              return UpdateItemResponse.builder()
                  .attributes(
                      Map.of(
                          "next", AttributeValue.fromN(Long.toString(time.micros() + 100_000)),
                          "halvings", AttributeValue.fromN("0"),
                          "until", AttributeValue.fromN("0")))
                  .build();
            }

            @Override
            public String serviceName() {
              return "dynamodb";
            }

            @Override
            public void close() {}
          },
          "cleanup",
          "eu-west-1",
          Share.DEFAULT,
          time,
          time,
          problems::add);

  private Duration timeOf(int calls, String operation) {
    long start = time.micros();
    for (int i = 0; i < calls; i++) {
      pace.await(operation);
    }
    return Duration.ofMillis((time.micros() - start) / 1000);
  }

  @Test
  void withoutTheTableCallsGoAtATenthOfTheShare() {
    timeOf(1, "DescribePackageVersion");
    assertThat(timeOf(80, "DescribePackageVersion")).isEqualTo(Duration.ofSeconds(10));
    String problem =
        "the shared pace of reads cannot be kept, so this function goes on slowly by itself: "
            + "connection refused";
    assertThat(problems).containsExactly(problem, problem);
    assertThat(requests).hasSize(2);
  }

  @Test
  void withoutTheTableThrottlingStillSlowsDown() {
    timeOf(1, "DescribePackageVersion");
    pace.throttled("DescribePackageVersion");
    timeOf(1, "DescribePackageVersion");
    assertThat(timeOf(8, "DescribePackageVersion")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void fiveSecondsAfterAFailureTheTableIsAskedAgain() {
    timeOf(1, "DescribePackageVersion");
    reachable = true;
    time.sleep(Duration.ofSeconds(5));
    assertThat(timeOf(8, "DescribePackageVersion")).isLessThan(Duration.ofMillis(100));
    assertThat(problems).hasSize(1);
  }

  @Test
  void eachQuotaHasAnItemOfItsRegion() {
    reachable = true;
    pace.await("ListPackages");
    assertThat(requests)
        .extracting(request -> request.tableName() + " " + request.key().get("key"))
        .containsExactly(
            "cleanup " + AttributeValue.fromS("pace#eu-west-1#list-packages"),
            "cleanup " + AttributeValue.fromS("pace#eu-west-1#reads"));
  }
}
