package dev.storekeeper.sandbox.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactHandler;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import dev.storekeeper.sandbox.runtime.cloudwatch.FunctionMetrics;
import dev.storekeeper.sandbox.runtime.cloudwatch.MetricStore;
import dev.storekeeper.sandbox.runtime.codeartifact.Principals;
import dev.storekeeper.sandbox.runtime.control.ControlApi;
import dev.storekeeper.sandbox.runtime.dynamodb.DynamoDbLocal;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.http.Loopback;
import dev.storekeeper.sandbox.runtime.httpapi.HttpApi;
import dev.storekeeper.sandbox.runtime.httpapi.HttpApiServer;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.iam.PolicyEvaluator;
import dev.storekeeper.sandbox.runtime.identity.IdentityProviders;
import dev.storekeeper.sandbox.runtime.lambda.EventSourceMappings;
import dev.storekeeper.sandbox.runtime.lambda.LambdaFunctions;
import dev.storekeeper.sandbox.runtime.lambda.LambdaService;
import dev.storekeeper.sandbox.runtime.lambda.host.LogLine;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.pipes.Pipes;
import dev.storekeeper.sandbox.runtime.s3.S3Service;
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
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A running laptop-sized AWS: one template, its functions, and the services that they use, on two
 * ports of 127.0.0.1. Safe for use by many threads; closing it ends everything that it started.
 */
public final class Sandbox implements AutoCloseable {
  private final Closing closing;
  private final SandboxOptions options;
  private final Progress progress;
  private final VirtualClock clock = new VirtualClock(Clock.systemUTC());
  private final Destinations destinations = new Destinations();
  private final Path state;
  private final FrontServer front;
  private final Account account;
  private final Identities identities;
  private final IdentityProviders identityProviders;
  private final Optional<HttpServer> boundApi;
  private final Stack stack;
  private final PolicyEvaluator policies;
  private final Services services;
  private final LambdaFunctions functions;
  private final EventSourceMappings mappings;
  private final Pipes pipes;
  private volatile Optional<HttpApiServer> httpApi = Optional.empty();
  private volatile boolean healthy;

  private Sandbox(SandboxOptions options, Progress progress, FunctionLog console, Closing closing)
      throws IOException {
    this.closing = closing;
    this.options = options;
    this.progress = progress;
    closing.add(clock);
    this.state = closing.add(StateFolder.take(options.state().toAbsolutePath())).path();
    this.identities = new Identities(options.accountId(), clock);
    this.front = closing.add(FrontServer.bind(options.port(), identities));
    this.account = new Account(options.accountId(), options.region(), front.endpoint());
    this.identityProviders =
        new IdentityProviders(front.endpoint(), state.resolve("identity"), clock);
    this.boundApi = ParameterValues.bindApi(options);
    boundApi.ifPresent(server -> closing.add(() -> Loopback.end(server)));
    Instant templateStart = Instant.now();
    this.stack =
        new TemplateLoader()
            .load(
                options.template(),
                options.stackName(),
                account,
                ParameterValues.fill(
                    options.parameters(), front.endpoint(), boundApi.map(Loopback::endpoint)));
    step(templateStart, "template", stack.resources().size() + " resources");
    this.policies = PolicyEvaluator.of(stack, clock);
    MetricStore store = new MetricStore(clock);
    DynamoDbLocal dynamoDb = dynamoDb();
    this.services =
        Services.of(account, clock, state, destinations, policies, dynamoDb, store, closing);
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
                new InvocationMetrics(metrics),
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
    Closing closing = new Closing();
    boolean started = false;
    try {
      Sandbox sandbox = new Sandbox(options, progress, console, closing);
      sandbox.serve();
      started = true;
      return sandbox;
    } catch (TemplateException
        | AwsException
        | IllegalArgumentException
        | IllegalStateException
        | IOException
        | UncheckedIOException e) {
      throw new SandboxException(String.valueOf(e.getMessage()), e);
    } finally {
      if (!started) {
        closing.close();
      }
    }
  }

  private DynamoDbLocal dynamoDb() throws IOException {
    Instant start = Instant.now();
    DynamoDbLocal local =
        closing.add(DynamoDbLocal.start(options.dynamoDbLibraries(), state.resolve("dynamodb")));
    step(start, "tables", "DynamoDB Local answers");
    return local;
  }

  private void serve() throws IOException {
    Principals principals = new Principals(account.id(), policies);
    CodeArtifactHandler codeArtifact =
        closing.add(
            new CodeArtifactHandler(
                new CodeArtifactSettings(
                        state.resolve("codeartifact"), account.region(), account.endpoint())
                    .withUpstreams(options.upstreams()),
                List.of(new PypiProtocol()),
                principals,
                principals,
                services.events()::publish,
                services.cloudTrail()::record,
                clock));
    closing.add(
        clock
            .activity()
            .add(() ->
                codeArtifact.waitingEvents() > 0
                    ? Optional.of("events of CodeArtifact")
                    : Optional.empty()));
    closing.add(
        clock
            .activity()
            .add(() ->
                codeArtifact.unrecordedCalls() > 0
                    ? Optional.of("calls of CodeArtifact or their records")
                    : Optional.empty()));
    front
        .mount(services.sqs())
        .mount(services.sns())
        .mount(services.events())
        .mount(services.scheduler())
        .mount(services.dynamoDb())
        .mount(new StsService(account, identities, policies, identityProviders, clock))
        .mount(new LambdaService(functions, mappings, policies))
        .mountStreaming(S3Service.SIGNING_NAME, services.s3().handler(), S3Service::operation)
        .mount("codeartifact", codeArtifact, CodeArtifactHandler::operation)
        .mountUnsigned("codeartifact", codeArtifact, CodeArtifactHandler::operation)
        .mountPrefix(
            ControlApi.PREFIX,
            new ControlApi(
                Controls.of(
                    clock,
                    front,
                    this::health,
                    identityProviders,
                    identities,
                    stack,
                    functions,
                    services,
                    codeArtifact)))
        .mountPrefix(IdentityProviders.PREFIX, identityProviders)
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
    if (apis.size() > 1 || (apis.isEmpty() && boundApi.isPresent())) {
      throw new SandboxException(
          "the sandbox serves one HTTP API (and ${SandboxApiEndpoint} needs one), the template has "
              + apis.size());
    }
    for (HttpApi api : apis) {
      HttpServer server = boundApi.orElseGet(() -> HttpApiServer.bind(options.apiPort()));
      httpApi =
          Optional.of(
              closing.add(HttpApiServer.start(server, account.id(), api, functions, clock)));
    }
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
