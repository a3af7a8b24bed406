package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.lambda.host.LogLine;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A stack of test functions and everything around it. */
public final class TestStack implements AutoCloseable {
  /** The account of all tests. */
  public static final Account ACCOUNT =
      new Account("111122223333", "eu-west-1", URI.create("http://127.0.0.1:1"));

  private static final ObjectMapper JSON = new ObjectMapper();

  public final Path state;
  public final VirtualClock clock = new VirtualClock(Clock.systemUTC());
  public final Identities identities = new Identities(ACCOUNT.id(), clock);
  public final Destinations destinations = new Destinations();
  public final List<LogLine> console = Collections.synchronizedList(new ArrayList<>());
  public final List<String> authorized = Collections.synchronizedList(new ArrayList<>());
  private final List<Resource> resources = new ArrayList<>();
  private final List<Runnable> running = new ArrayList<>();

  /** Writes down what is asked, then asks another. */
  public final Authorizer authorizer;

  /** A stack in which everything is allowed. */
  public TestStack(Path state) {
    this(state, (_, _, _, _, _) -> {});
  }

  public TestStack(Path state, Authorizer allowed) {
    this.state = state;
    this.authorizer =
        (caller, action, resource, policy, context) -> {
          authorized.add(caller.arn() + " " + action + " " + resource);
          allowed.require(caller, action, resource, policy, context);
        };
  }

  /** Adds a function; its handler is one of the tests. */
  public TestStack function(String name, String handler, String properties) {
    ObjectNode all = json(properties);
    all.put("Runtime", "java25");
    all.put("Handler", "dev.storekeeper.sandbox.runtime.lambda.handlers." + handler);
    all.put("Role", "arn:aws:iam::111122223333:role/" + name + "-role");
    if (!all.has("Code")) {
      all.putObject("Code").put("Path", testClasses().toString());
    }
    return resource("AWS::Lambda::Function", name, arn(name), all.toString());
  }

  public TestStack resource(String type, String name, String arn, String properties) {
    resources.add(new Resource(name, type, name, arn, json(properties)));
    return this;
  }

  public List<Resource> resources() {
    return List.copyOf(resources);
  }

  public LambdaFunctions functions() {
    LambdaFunctions functions =
        new LambdaFunctions(
            ACCOUNT,
            state,
            clock,
            identities,
            authorizer,
            destinations,
            console::add,
            _ -> {},
            List.copyOf(resources));
    running.addFirst(functions::close);
    return functions;
  }

  public EventSourceMappings mappings(LambdaFunctions functions) {
    EventSourceMappings mappings =
        new EventSourceMappings(
            functions,
            state,
            clock,
            authorizer,
            destinations,
            console::add,
            List.copyOf(resources));
    running.addFirst(mappings::close);
    return mappings;
  }

  /** The console's lines of a function. */
  public List<String> lines(String function) {
    synchronized (console) {
      return console.stream()
          .filter(line -> line.function().equals(function))
          .map(LogLine::text)
          .toList();
    }
  }

  public void closeLater(Runnable close) {
    running.addFirst(close);
  }

  public static String arn(String function) {
    return ACCOUNT.arn("lambda", "function:" + function);
  }

  public static Path testClasses() {
    try {
      return Path.of(TestStack.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Waits in real time until something holds. */
  public static void await(BooleanSupplier condition) {
    CountDownLatch never = new CountDownLatch(1);
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > until || never.await(5, TimeUnit.MILLISECONDS)) {
          throw new AssertionError("did not happen within three minutes");
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    running.forEach(Runnable::run);
    clock.close();
  }
}
