package dev.storekeeper.sandbox.runtime.lambda;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.lambda.host.Execution;
import dev.storekeeper.sandbox.runtime.lambda.host.FunctionConfiguration;
import dev.storekeeper.sandbox.runtime.lambda.host.FunctionHost;
import dev.storekeeper.sandbox.runtime.lambda.host.FunctionTime;
import dev.storekeeper.sandbox.runtime.lambda.host.LogLine;
import dev.storekeeper.sandbox.runtime.lambda.source.FailureDelivery;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The functions of a stack: runs them, queues asynchronous invocations, and tells what ran. Each
 * function, alias and version is a {@link dev.storekeeper.sandbox.runtime.messaging.Destination}.
 * Safe for use by many threads.
 */
public final class LambdaFunctions implements Functions, AutoCloseable {
  private final Account account;
  private final Authorizer authorizer;
  private final FunctionRegistry registry;
  private final FunctionHost host;
  private final InvocationLog log;
  private final Invoker invoker;
  private final AsyncInvocations async;

  /**
   * The functions of these resources; none runs before its first invocation.
   *
   * @param state the sandbox's state folder: logs go to {@code logs/<function>.log}
   * @param destinations where the functions are registered, and where dead letters and results go
   * @param console takes every line that functions log, as it comes
   * @param listener hears of every invocation
   * @param resources the resources of a stack; other types than Lambda's are passed over
   * @throws IllegalArgumentException if a property is missing or not offered, with its name
   */
  public LambdaFunctions(
      Account account,
      Path state,
      VirtualClock clock,
      Identities identities,
      Authorizer authorizer,
      Destinations destinations,
      Consumer<LogLine> console,
      Consumer<InvocationRecord> listener,
      List<Resource> resources) {
    this.account = account;
    this.log = new InvocationLog(listener);
    this.authorizer = authorizer;
    this.registry = new FunctionRegistry(account, resources);
    this.host =
        new FunctionHost(
            account, identities, state, console, new FunctionTime(Clock.systemUTC(), clock::ahead));
    this.invoker = new Invoker(host, log, clock);
    AsyncInvocations queue =
        new AsyncInvocations(invoker, clock, new FailureDelivery(destinations, clock), console);
    this.async = queue;
    for (Target target : registry.targets()) {
      destinations.register(
          target.arn(),
          delivery -> {
            authorize(delivery.caller(), target);
            queue.submit(
                target, trigger(delivery), delivery.payload().getBytes(StandardCharsets.UTF_8));
          });
    }
  }

  @Override
  public Outcome invoke(String functionArn, String trigger, byte[] payload) {
    String requestId = UUID.randomUUID().toString();
    Execution execution = run(find(functionArn, ""), trigger, requestId, payload);
    return new Outcome(requestId, execution.payload(), execution.succeeded() ? "" : "Unhandled");
  }

  @Override
  public void invokeAsync(String functionArn, String trigger, byte[] payload) {
    var _ = async.submit(find(functionArn, ""), trigger, payload);
  }

  /** The last 10,000 invocations, oldest first. */
  public List<InvocationRecord> invocations() {
    return log.records();
  }

  /** What runs of each function, in the template's order. */
  public List<FunctionState> states() {
    return registry.functions().stream()
        .map(function ->
            new FunctionState(
                function.name(), host.processes(function.name()), host.starts(function.name())))
        .toList();
  }

  /**
   * Kills a process of a function, one at work if there is one, and waits for its end.
   *
   * @param function the function's name
   * @return the id of the killed process, empty if none runs
   */
  public OptionalLong kill(String function) {
    return host.kill(function);
  }

  @Override
  public void close() {
    async.close();
    host.close();
  }

  Target find(String nameOrArn, String qualifier) {
    return registry.find(nameOrArn, qualifier);
  }

  List<FunctionConfiguration> functions() {
    return registry.functions();
  }

  int concurrency(Target target) {
    return invoker.concurrency(target);
  }

  String submit(Target target, String trigger, byte[] payload) {
    return async.submit(target, trigger, payload);
  }

  /** Runs a function at once; too many at once are throttled. */
  Execution run(Target target, String trigger, String requestId, byte[] payload) {
    if (payload.length > Invoker.MAX_PAYLOAD) {
      throw new AwsException(
          413,
          "RequestTooLargeException",
          "Request must be smaller than %d bytes for the InvokeFunction operation"
              .formatted(Invoker.MAX_PAYLOAD));
    }
    try {
      return invoker.run(target, trigger, requestId, payload, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsException(500, "ServiceException", "the sandbox stops");
    }
  }

  /** Checks that a caller may invoke a function. */
  void authorize(Caller caller, Target target) {
    Map<String, String> context =
        caller instanceof Caller.Service service
            ? Map.of("aws:SourceArn", service.sourceArn(), "aws:SourceAccount", account.id())
            : Map.of();
    authorizer.require(caller, "lambda:InvokeFunction", target.arn(), target.policy(), context);
  }

  private static String trigger(Delivery delivery) {
    return switch (delivery.caller()) {
      case Caller.Service service -> {
        String arn = service.sourceArn();
        String resource = arn.substring(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
        yield service.principal().replace(".amazonaws.com", "") + ":" + resource;
      }
      case Caller.RoleSession session -> "role:" + session.sessionName();
      case Caller.Owner owner -> "owner";
    };
  }
}
