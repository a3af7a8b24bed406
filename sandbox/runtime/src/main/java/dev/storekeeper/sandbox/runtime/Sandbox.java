package dev.storekeeper.sandbox.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactHandler;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import dev.storekeeper.sandbox.runtime.cloudwatch.Alarms;
import dev.storekeeper.sandbox.runtime.cloudwatch.FunctionMetrics;
import dev.storekeeper.sandbox.runtime.cloudwatch.MetricStore;
import dev.storekeeper.sandbox.runtime.codeartifact.CodeArtifactProvisioner;
import dev.storekeeper.sandbox.runtime.codeartifact.Principals;
import dev.storekeeper.sandbox.runtime.control.ControlApi;
import dev.storekeeper.sandbox.runtime.dynamodb.DynamoDbLocal;
import dev.storekeeper.sandbox.runtime.dynamodb.DynamoDbService;
import dev.storekeeper.sandbox.runtime.events.EventBridgeService;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.httpapi.HttpApi;
import dev.storekeeper.sandbox.runtime.httpapi.HttpApiServer;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.iam.PolicyEvaluator;
import dev.storekeeper.sandbox.runtime.lambda.EventSourceMappings;
import dev.storekeeper.sandbox.runtime.lambda.InvocationRecord;
import dev.storekeeper.sandbox.runtime.lambda.LambdaFunctions;
import dev.storekeeper.sandbox.runtime.lambda.LambdaService;
import dev.storekeeper.sandbox.runtime.lambda.host.LogLine;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.pipes.Pipes;
import dev.storekeeper.sandbox.runtime.scheduler.SchedulerService;
import dev.storekeeper.sandbox.runtime.sns.SnsService;
import dev.storekeeper.sandbox.runtime.sqs.SqsService;
import dev.storekeeper.sandbox.runtime.sts.StsService;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.template.Stack;
import dev.storekeeper.sandbox.runtime.template.TemplateException;
import dev.storekeeper.sandbox.runtime.template.TemplateLoader;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A running laptop-sized AWS: one template, its functions, and the services that they use, on two
 * ports of 127.0.0.1. Safe for use by many threads; closing it ends everything that it started.
 */
public final class Sandbox implements AutoCloseable {
  private final Closing closing = new Closing();
  private final SandboxOptions options;
  private final Progress progress;
  private final VirtualClock clock = new VirtualClock(Clock.systemUTC());
  private final Destinations destinations = new Destinations();
  private final Path state;
  private final FrontServer front;
  private final Account account;
  private final Identities identities;
  private final Stack stack;
  private final PolicyEvaluator policies;
  private final Services services;
  private final LambdaFunctions functions;
  private final EventSourceMappings mappings;
  private final Pipes pipes;
  private volatile Optional<HttpApiServer> httpApi = Optional.empty();
  private volatile boolean healthy;

  private Sandbox(SandboxOptions options, Progress progress, FunctionLog console)
      throws IOException {
    this.options = options;
    this.progress = progress;
    closing.add(clock);
    this.state = closing.add(StateFolder.take(options.state().toAbsolutePath())).path();
    this.identities = new Identities(options.accountId());
    this.front = closing.add(FrontServer.bind(options.port(), identities));
    this.account = new Account(options.accountId(), options.region(), front.endpoint());
    Instant templateStart = Instant.now();
    this.stack =
        new TemplateLoader()
            .load(options.template(), options.stackName(), account, options.parameters());
    step(templateStart, "template", stack.resources().size() + " resources");
    this.policies = PolicyEvaluator.of(stack, clock);
    MetricStore store = new MetricStore(clock);
    this.services = services(store);
    FunctionMetrics metrics = new FunctionMetrics(store);
    Consumer<LogLine> log =
        line -> {
          metrics.logged(line.text());
          console.line(line.function(), line.text());
        };
    List<Resource> resources = Debugging.apply(stack.resources(), options.debug());
    this.functions =
        closing.add(
            new LambdaFunctions(
                account,
                state,
                clock,
                identities,
                policies,
                destinations,
                log,
                invocation -> count(invocation, metrics),
                resources));
    this.mappings =
        closing.add(
            new EventSourceMappings(
                functions, state, clock, policies, destinations, log, resources));
    this.pipes =
        closing.add(new Pipes(functions, state, clock, policies, destinations, log, resources));
  }

  /** Hears the lines that functions log. */
  @FunctionalInterface
  public interface FunctionLog {
    /** A line of a function's log. */
    void line(String function, String text);
  }

  /**
   * Starts a sandbox; when this returns, everything serves.
   *
   * @throws SandboxException if it cannot start, with a reason for people; nothing is left running
   */
  public static Sandbox start(SandboxOptions options, Progress progress, FunctionLog console) {
    Sandbox sandbox;
    try {
      sandbox = new Sandbox(options, progress, console);
    } catch (TemplateException | IllegalArgumentException | IllegalStateException e) {
      throw new SandboxException(String.valueOf(e.getMessage()), e);
    } catch (IOException | UncheckedIOException e) {
      throw new SandboxException(String.valueOf(e.getMessage()), e);
    }
    try {
      sandbox.serve();
      return sandbox;
    } catch (IOException | AwsException | IllegalArgumentException e) {
      sandbox.close();
      throw new SandboxException(String.valueOf(e.getMessage()), e);
    } catch (SandboxException e) {
      sandbox.close();
      throw e;
    }
  }

  private Services services(MetricStore metrics) throws IOException {
    Instant start = Instant.now();
    DynamoDbLocal dynamoDb =
        closing.add(DynamoDbLocal.start(options.dynamoDbLibraries(), state.resolve("dynamodb")));
    step(start, "tables", "DynamoDB Local answers");
    SqsService sqs = new SqsService(account, clock, destinations, policies);
    SnsService sns =
        closing.add(new SnsService(account, clock, destinations, policies, state.resolve("mail")));
    return new Services(
        sqs,
        sns,
        new EventBridgeService(account, clock, destinations, policies),
        new SchedulerService(account, clock, destinations, policies),
        new DynamoDbService(account, dynamoDb, destinations, policies),
        new CodeArtifactProvisioner(account),
        new Alarms(account, clock, metrics, new QueueGauges(sqs), destinations));
  }

  private void serve() throws IOException {
    Principals principals = new Principals(account.id(), policies);
    CodeArtifactHandler codeArtifact =
        closing.add(
            new CodeArtifactHandler(
                new CodeArtifactSettings(
                    state.resolve("codeartifact"), account.region(), account.endpoint()),
                List.of(new PypiProtocol()),
                principals,
                principals,
                services.events()::publish,
                clock));
    front
        .mount(services.sqs())
        .mount(services.sns())
        .mount(services.events())
        .mount(services.scheduler())
        .mount(services.dynamoDb())
        .mount(new StsService(account, identities, policies::assumable, clock))
        .mount(new LambdaService(functions, mappings, policies))
        .mount("codeartifact", codeArtifact)
        .mountUnsigned(codeArtifact)
        .mountPrefix(ControlApi.PREFIX, new ControlApi(clock, views()))
        .start();
    Instant start = Instant.now();
    services.provision(stack);
    startHttpApi();
    mappings.start();
    pipes.start();
    step(start, "stack", "all resources are made");
    healthy = true;
  }

  private void startHttpApi() {
    List<HttpApi> apis = HttpApi.of(stack);
    if (apis.size() > 1) {
      throw new SandboxException(
          "the sandbox serves one HTTP API, the template has " + apis.size());
    }
    for (HttpApi api : apis) {
      httpApi =
          Optional.of(
              closing.add(
                  HttpApiServer.start(options.apiPort(), account.id(), api, functions, clock)));
    }
  }

  private static void count(InvocationRecord invocation, FunctionMetrics metrics) {
    if (invocation.outcome().equals("THROTTLED")) {
      metrics.throttled(invocation.function());
    } else {
      metrics.invoked(
          invocation.function(), invocation.duration(), !invocation.outcome().equals("SUCCEEDED"));
    }
  }

  private Map<String, Supplier<JsonNode>> views() {
    return Map.of(
        "health", this::health,
        "resources", () -> Views.resources(stack.resources()),
        "functions", () -> Views.functions(functions.states()),
        "invocations", () -> Views.invocations(functions.invocations()),
        "deliveries", () -> Views.deliveries(services.sns().deliveries().entries()),
        "queues", () -> Views.queues(services.sqs().snapshot()),
        "alarms", () -> Views.alarms(services.alarms().snapshot()));
  }

  private ObjectNode health() {
    ObjectNode health =
        JsonNodeFactory.instance
            .objectNode()
            .put("status", healthy ? "ok" : "starting")
            .put("endpoint", endpoint().toString());
    apiEndpoint().ifPresent(uri -> health.put("apiEndpoint", uri.toString()));
    return health;
  }

  private void step(Instant start, String name, String text) {
    progress.step(name, text, Duration.between(start, Instant.now()));
  }

  /** Where the AWS APIs and package endpoints are served. */
  public URI endpoint() {
    return front.endpoint();
  }

  /** Where the template's HTTP API is served, if it has one. */
  public Optional<URI> apiEndpoint() {
    return httpApi.map(HttpApiServer::endpoint);
  }

  /** The account that this sandbox plays. */
  public Account account() {
    return account;
  }

  /** The template's stack. */
  public Stack stack() {
    return stack;
  }

  /** The one clock of this sandbox. */
  public VirtualClock clock() {
    return clock;
  }

  /** The functions. */
  public LambdaFunctions functions() {
    return functions;
  }

  /** The queues, topics, buses and streams by ARN. */
  public Destinations destinations() {
    return destinations;
  }

  /** Puts an AWS service's own event on the default bus. */
  public void publish(ObjectNode event) {
    services.events().publish(event);
  }

  @Override
  public void close() {
    healthy = false;
    closing.close();
  }
}
