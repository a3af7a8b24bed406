package dev.storekeeper.sandbox.runtime.lambda;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.lambda.host.FunctionConfiguration;
import dev.storekeeper.sandbox.runtime.lambda.host.LogLine;
import dev.storekeeper.sandbox.runtime.lambda.source.FailureDelivery;
import dev.storekeeper.sandbox.runtime.lambda.source.PositionFile;
import dev.storekeeper.sandbox.runtime.lambda.source.QueueReader;
import dev.storekeeper.sandbox.runtime.lambda.source.QueueSettings;
import dev.storekeeper.sandbox.runtime.lambda.source.StreamReader;
import dev.storekeeper.sandbox.runtime.lambda.source.StreamSettings;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The event source mappings of a stack: they read queues and streams and call functions. */
public final class EventSourceMappings implements AutoCloseable {
  private static final int SECONDS_AT_CLOSE = 2;

  /** Lambda begins with five pollers per queue. */
  private static final int MAX_READERS = 5;

  private final LambdaFunctions functions;
  private final Path state;
  private final VirtualClock clock;
  private final Authorizer authorizer;
  private final Destinations destinations;
  private final Consumer<LogLine> console;
  private final List<EventSourceMapping> mappings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * The mappings among these resources; nothing is read before {@link #start}.
   *
   * @param state the sandbox's state folder: positions are kept in {@code positions}
   * @param console takes what goes wrong, as lines of the function's log
   * @throws IllegalArgumentException if a property is missing or not offered, with its name
   */
  public EventSourceMappings(
      LambdaFunctions functions,
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
    this.mappings =
        resources.stream()
            .filter(resource -> resource.type().equals("AWS::Lambda::EventSourceMapping"))
            .map(resource -> EventSourceMapping.of(resource, functions))
            .toList();
  }

  /**
   * Starts to read; every queue and stream must exist by now.
   *
   * @throws AwsException if a source does not exist, the function's role may not read it, or a
   *     queue's visibility timeout is shorter than the function's timeout
   */
  public void start() {
    for (EventSourceMapping mapping : mappings) {
      if (!mapping.enabled()) {
        continue;
      }
      if (mapping.isQueue()) {
        startQueue(mapping);
      } else {
        startStream(mapping);
      }
    }
  }

  List<EventSourceMapping> mappings() {
    return mappings;
  }

  /** Ends all mappings; waits a moment for the invocations that they are about to make. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      var _ = threads.awaitTermination(SECONDS_AT_CLOSE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startQueue(EventSourceMapping mapping) {
    requireRole(mapping, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    Queue queue = destinations.queue(mapping.sourceArn());
    FunctionConfiguration function = mapping.target().function();
    if (queue.visibilityTimeout().compareTo(function.timeout()) < 0) {
      throw new AwsException(
          400,
          "InvalidParameterValueException",
          "%s: Queue visibility timeout: %d seconds is less than Function timeout: %d seconds"
              .formatted(
                  mapping.properties().logicalId(),
                  queue.visibilityTimeout().toSeconds(),
                  function.timeout().toSeconds()));
    }
    QueueSettings settings = QueueSettings.of(mapping.properties());
    int readers = Math.min(MAX_READERS, functions.concurrency(mapping.target()));
    readers = Math.min(readers, mapping.maximumConcurrency().orElse(readers));
    for (int i = 0; i < readers; i++) {
      threads.execute(
          new QueueReader(
              queue,
              settings,
              mapping.filter(),
              new QueueMappingHandler(functions, mapping),
              clock,
              problems(mapping)));
    }
  }

  private void startStream(EventSourceMapping mapping) {
    requireRole(
        mapping, "dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords");
    StreamSettings settings =
        StreamSettings.of(
            mapping.properties(), mapping.properties().flag("BisectBatchOnFunctionError"));
    threads.execute(
        new StreamReader(
            destinations.stream(mapping.sourceArn()),
            new PositionFile(state, mapping.target().arn(), mapping.sourceArn()),
            settings,
            mapping.filter(),
            new StreamMappingHandler(
                functions,
                mapping,
                new FailureDelivery(destinations, clock),
                clock,
                problems(mapping)),
            clock,
            problems(mapping)));
  }

  private void requireRole(EventSourceMapping mapping, String... actions) {
    FunctionConfiguration function = mapping.target().function();
    for (String action : actions) {
      authorizer.require(
          new Caller.RoleSession(function.role(), function.name(), ""),
          action,
          mapping.sourceArn());
    }
  }

  private Consumer<String> problems(EventSourceMapping mapping) {
    String function = mapping.target().function().name();
    return text -> console.accept(new LogLine(function, mapping.trigger() + ": " + text));
  }
}
