package dev.storekeeper.sandbox.runtime.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.lambda.Functions;
import dev.storekeeper.sandbox.runtime.lambda.host.LogLine;
import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import dev.storekeeper.sandbox.runtime.lambda.source.EventFilter;
import dev.storekeeper.sandbox.runtime.lambda.source.FailureDelivery;
import dev.storekeeper.sandbox.runtime.lambda.source.PositionFile;
import dev.storekeeper.sandbox.runtime.lambda.source.QueueReader;
import dev.storekeeper.sandbox.runtime.lambda.source.QueueSettings;
import dev.storekeeper.sandbox.runtime.lambda.source.StreamReader;
import dev.storekeeper.sandbox.runtime.lambda.source.StreamSettings;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The pipes of a stack. Their sources are tables' streams and queues, their enrichment a function,
 * their targets event buses, queues and functions; input templates are refused.
 */
public final class Pipes implements AutoCloseable {
  private static final int SECONDS_AT_CLOSE = 2;

  private final Functions functions;
  private final Path state;
  private final VirtualClock clock;
  private final Authorizer authorizer;
  private final Destinations destinations;
  private final Consumer<LogLine> console;
  private final List<Resource> pipes;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * The pipes among these resources; nothing is read before {@link #start}.
   *
   * @param state the sandbox's state folder: positions are kept in {@code positions}
   * @param console takes what goes wrong, under the pipe's name
   */
  public Pipes(
      Functions functions,
      Path state,
      VirtualClock clock,
      Authorizer authorizer,
      Destinations destinations,
      Consumer<LogLine> console,
      List<Resource> resources) {
    this.functions = functions;
    this.state = state;
    this.clock = clock;
    this.authorizer = authorizer;
    this.destinations = destinations;
    this.console = console;
    this.pipes =
        resources.stream().filter(resource -> resource.type().equals("AWS::Pipes::Pipe")).toList();
  }

  /**
   * Starts every pipe, or none; every queue and stream must exist by now.
   *
   * @throws IllegalArgumentException if a property is missing or not offered, with its name
   * @throws dev.storekeeper.sandbox.runtime.AwsException if a source does not exist or the pipe's
   *     role may not read it
   */
  public void start() {
    List<Runnable> readers = new ArrayList<>();
    for (Resource pipe : pipes) {
      if (!pipe.properties().path("DesiredState").asText("RUNNING").equals("STOPPED")) {
        readers.add(reader(pipe));
      }
    }
    readers.forEach(threads::execute);
  }

  /** Ends all pipes; waits a moment for what they are about to write. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      var _ = threads.awaitTermination(SECONDS_AT_CLOSE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Runnable reader(Resource resource) {
    String id = resource.logicalId();
    Properties properties = new Properties(id, resource.properties());
    JsonNode parameters = resource.properties().path("SourceParameters");
    new Properties(id, resource.properties().path("EnrichmentParameters"))
        .refuse("InputTemplate", "HttpParameters");
    String source = properties.text("Source");
    boolean queue = source.startsWith("arn:aws:sqs:");
    Properties reading =
        new Properties(
            id, parameters.path(queue ? "SqsQueueParameters" : "DynamoDBStreamParameters"));
    EventFilter filter = EventFilter.of(id, parameters.path("FilterCriteria"));
    Caller caller =
        new Caller.RoleSession(properties.text("RoleArn"), "pipe-" + resource.name(), "");
    Consumer<String> problems = text -> console.accept(new LogLine(resource.name(), text));
    Pipe pipe = pipe(resource, properties, reading, source, caller, problems);
    if (queue) {
      require(caller, source, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
      return new QueueReader(
          destinations.queue(source),
          QueueSettings.of(reading),
          filter,
          pipe::handleMessages,
          clock,
          problems);
    }
    require(
        caller,
        source,
        "dynamodb:DescribeStream",
        "dynamodb:GetShardIterator",
        "dynamodb:GetRecords");
    return new StreamReader(
        destinations.stream(source),
        new PositionFile(state, resource.arn(), source),
        StreamSettings.of(reading, bisect(reading)),
        filter,
        pipe,
        clock,
        problems);
  }

  private Pipe pipe(
      Resource resource,
      Properties properties,
      Properties reading,
      String source,
      Caller caller,
      Consumer<String> problems) {
    String trigger = "pipe:" + resource.name();
    Optional<FunctionTarget> enrichment = Optional.empty();
    if (resource.properties().has("Enrichment")) {
      String function = properties.text("Enrichment");
      if (!function.startsWith("arn:aws:lambda:")) {
        throw properties.refused("Enrichment", function, "a function's ARN");
      }
      enrichment =
          Optional.of(new FunctionTarget(function, trigger, true, caller, authorizer, functions));
    }
    String deadLetterArn = reading.node().path("DeadLetterConfig").path("Arn").asText("");
    return new Pipe(
        resource.arn(),
        source,
        caller,
        enrichment,
        target(resource, properties, source, caller),
        Optional.of(deadLetterArn).filter(arn -> !arn.isEmpty()),
        new FailureDelivery(destinations, clock),
        clock,
        problems);
  }

  private PipeTarget target(
      Resource resource, Properties properties, String source, Caller caller) {
    String id = resource.logicalId();
    String arn = properties.text("Target");
    JsonNode parameters = resource.properties().path("TargetParameters");
    new Properties(id, parameters).refuse("InputTemplate");
    if (arn.contains(":event-bus/")) {
      return new BusTarget(
          arn,
          caller,
          destinations,
          resource.name(),
          source.split(":", -1)[2],
          new Properties(id, parameters.path("EventBridgeEventBusParameters")));
    }
    if (arn.startsWith("arn:aws:sqs:")) {
      new Properties(id, parameters.path("SqsQueueParameters"))
          .refuse("MessageGroupId", "MessageDeduplicationId");
      return new QueueTarget(arn, caller, destinations);
    }
    if (arn.startsWith("arn:aws:lambda:")) {
      String type =
          parameters
              .path("LambdaFunctionParameters")
              .path("InvocationType")
              .asText("REQUEST_RESPONSE");
      return new FunctionTarget(
          arn,
          "pipe:" + resource.name(),
          !type.equals("FIRE_AND_FORGET"),
          caller,
          authorizer,
          functions);
    }
    throw properties.refused("Target", arn, "the ARN of an event bus, a queue or a function");
  }

  private static boolean bisect(Properties reading) {
    String mode = reading.node().path("OnPartialBatchItemFailure").asText("");
    if (!mode.isEmpty() && !mode.equals("AUTOMATIC_BISECT")) {
      throw reading.refused("OnPartialBatchItemFailure", mode, "AUTOMATIC_BISECT");
    }
    return !mode.isEmpty();
  }

  private void require(Caller caller, String source, String... actions) {
    for (String action : actions) {
      authorizer.require(caller, action, source);
    }
  }
}
