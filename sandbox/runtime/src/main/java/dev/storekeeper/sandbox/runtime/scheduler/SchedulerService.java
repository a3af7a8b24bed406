package dev.storekeeper.sandbox.runtime.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.http.AwsService;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * EventBridge Scheduler, in memory: schedules of the default group; no other groups, no tags. Lists
 * come whole, never in pages. Safe for use by many threads.
 */
public final class SchedulerService implements AwsService {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "/schedules/";

  private final Account account;
  private final VirtualClock clock;
  private final Authorizer authorizer;
  private final Schedules schedules;

  /** A scheduler without schedules. */
  public SchedulerService(
      Account account, VirtualClock clock, Destinations destinations, Authorizer authorizer) {
    this.account = account;
    this.clock = clock;
    this.authorizer = authorizer;
    this.schedules = new Schedules(account, clock, destinations, RandomGenerator.getDefault());
  }

  @Override
  public String signingName() {
    return "scheduler";
  }

  /**
   * Makes a template's {@code AWS::Scheduler::Schedule}.
   *
   * @throws IllegalArgumentException if it is not valid, or for another type: the sandbox has the
   *     default group only
   */
  public void provision(Resource resource) {
    if (!resource.type().equals("AWS::Scheduler::Schedule")) {
      throw new IllegalArgumentException(
          resource.logicalId()
              + " is of type "
              + resource.type()
              + "; the sandbox's scheduler has schedules of the default group only");
    }
    JsonNode properties = resource.properties();
    requireDefaultGroup(properties.path("GroupName").asText());
    String name = properties.path("Name").asText(resource.name());
    Instant now = clock.instant();
    schedules.put(
        Schedule.from(name, arn(name), new Fields(resource.logicalId(), properties), now, now));
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    String path = request.rawPath();
    if (path.equals("/schedules") && request.method().equals("GET")) {
      authorizer.require(request.caller(), "scheduler:ListSchedules", "*");
      return AwsResponse.json(list(request.query()));
    }
    if (!path.startsWith(PREFIX)) {
      throw notServed(request);
    }
    String name = URLDecoder.decode(path.substring(PREFIX.length()), StandardCharsets.UTF_8);
    return switch (request.method()) {
      case "POST" -> put(request, "CreateSchedule", name);
      case "PUT" -> put(request, "UpdateSchedule", name);
      case "GET" -> {
        Schedule schedule = existing(request, "GetSchedule", name);
        yield AwsResponse.json(schedule.toJson());
      }
      case "DELETE" -> {
        schedules.remove(existing(request, "DeleteSchedule", name).name());
        yield AwsResponse.json(JsonNodeFactory.instance.objectNode());
      }
      default -> throw notServed(request);
    };
  }

  private AwsResponse put(AwsRequest request, String operation, String name) {
    authorizer.require(request.caller(), "scheduler:" + operation, arn(name));
    JsonNode body = parse(request.body());
    requireDefaultGroup(body.path("GroupName").asText());
    authorizer.require(
        request.caller(),
        "iam:PassRole",
        body.path("Target").path("RoleArn").asText("*"),
        Optional.empty(),
        Map.of("iam:PassedToService", "scheduler.amazonaws.com"));
    Instant now = clock.instant();
    synchronized (schedules) {
      Optional<Schedule> before = schedules.find(name);
      boolean create = operation.equals("CreateSchedule");
      if (create && before.isPresent()) {
        throw new AwsException(409, "ConflictException", "Schedule " + name + " already exists.");
      }
      if (!create && before.isEmpty()) {
        throw missing(name);
      }
      try {
        schedules.put(
            Schedule.from(
                name,
                arn(name),
                new Fields("schedule " + name, body),
                before.map(Schedule::created).orElse(now),
                now));
      } catch (IllegalArgumentException e) {
        AwsException invalid =
            new AwsException(400, "ValidationException", String.valueOf(e.getMessage()));
        invalid.initCause(e);
        throw invalid;
      }
    }
    return AwsResponse.json(JsonNodeFactory.instance.objectNode().put("ScheduleArn", arn(name)));
  }

  private Schedule existing(AwsRequest request, String operation, String name) {
    authorizer.require(request.caller(), "scheduler:" + operation, arn(name));
    requireDefaultGroup(request.query().getOrDefault("groupName", ""));
    return schedules.find(name).orElseThrow(() -> missing(name));
  }

  private ObjectNode list(Map<String, String> query) {
    requireDefaultGroup(query.getOrDefault("ScheduleGroup", ""));
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    for (Schedule schedule : schedules.all()) {
      ObjectNode summary = schedule.summary();
      if (schedule.name().startsWith(query.getOrDefault("NamePrefix", ""))
          && summary
              .path("State")
              .asText()
              .equals(query.getOrDefault("State", summary.path("State").asText()))) {
        found.add(summary);
      }
    }
    return JsonNodeFactory.instance.objectNode().set("Schedules", found);
  }

  private String arn(String name) {
    return account.arn("scheduler", "schedule/default/" + name);
  }

  private static void requireDefaultGroup(String group) {
    if (!group.isEmpty() && !group.equals("default")) {
      throw new AwsException(
          404,
          "ResourceNotFoundException",
          "Schedule group " + group + " does not exist; the sandbox has the default group only.");
    }
  }

  private static AwsException missing(String name) {
    return new AwsException(
        404, "ResourceNotFoundException", "Schedule " + name + " does not exist.");
  }

  private static AwsException notServed(AwsRequest request) {
    return new AwsException(
        501,
        "NotImplemented",
        "scheduler: the sandbox has no " + request.method() + " " + request.rawPath());
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node.isObject()) {
        return node;
      }
      throw new AwsException(400, "ValidationException", "the body is not a JSON object");
    } catch (IOException e) {
      AwsException malformed = new AwsException(400, "ValidationException", "the body is not JSON");
      malformed.initCause(e);
      throw malformed;
    }
  }
}
