package dev.storekeeper.sandbox.runtime.lambda.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.lambda.TestStack;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The same handlers through AWS's own runtime interface client and through ours. */
final class RuntimeParityTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path state;

  @BeforeEach
  void linuxOnly() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux"),
        "NOT RUN: AWS's runtime interface client has native code for Linux only");
  }

  @Test
  void answersAreTheSame() throws Exception {
    List<String> events =
        List.of(
            "{\"a\":\"ü\"}",
            "\"calls\"",
            "\"throw once\"",
            "\"calls\"",
            "\"context\"",
            "\"exit 4\"");
    assertThat(outcomes("Commanded", events, true)).isEqualTo(outcomes("Commanded", events, false));
    List<String> tooLarge = List.of("\"fill 7000000\"");
    assertThat(outcomes("Commanded", tooLarge, true))
        .isEqualTo(outcomes("Commanded", tooLarge, false));
  }

  /** AWS's client reports some init errors with the first invocation; the error is the same. */
  @Test
  void initErrorsAreTheSame() throws Exception {
    for (String handler : List.of("InitFailure", "Missing", "NoConstructor")) {
      String ours = outcomes(handler, List.of("{}"), false).getFirst();
      String theirs = outcomes(handler, List.of("{}"), true).getFirst();
      assertThat(ours).startsWith("INIT_FAILED ");
      assertThat(message(ours)).isEqualTo(message(theirs));
    }
  }

  private static String message(String outcome) {
    return outcome.substring(outcome.indexOf(' '), outcome.lastIndexOf(" at "));
  }

  private List<String> outcomes(String handler, List<String> events, boolean real)
      throws IOException, InterruptedException {
    FunctionConfiguration function =
        FunctionConfiguration.of(
            new Resource(
                "F",
                "AWS::Lambda::Function",
                "commanded",
                TestStack.arn("commanded"),
                TestStack.json(
                    """
                    {"Runtime":"java25","Handler":"dev.storekeeper.sandbox.runtime.lambda.handlers.%s",
                     "Role":"arn:aws:iam::111122223333:role/r","Timeout":5,"MemorySize":256,
                     "Code":{"Path":"%s"}}\
                    """
                        .formatted(handler, TestStack.testClasses()))),
            Map.of());
    FunctionTime time = new FunctionTime(Clock.systemUTC(), () -> Duration.ZERO);
    ProcessCommands commands =
        new ProcessCommands(
            TestStack.ACCOUNT,
            new Identities(TestStack.ACCOUNT.id(), Clock.systemUTC()),
            state.resolve("" + real),
            time);
    Function<String, ProcessCommand> command =
        api -> {
          ProcessCommand ours = commands.of(function, "$LATEST", api);
          return real ? real(ours, function.handler()) : ours;
        };
    List<String> outcomes = new ArrayList<>();
    try (FunctionLog log = new FunctionLog("commanded", state.resolve("" + real), line -> {})) {
      FunctionProcess process = new FunctionProcess("$LATEST", command, log, time);
      try {
        for (String event : events) {
          byte[] payload = event.getBytes(StandardCharsets.UTF_8);
          Execution execution =
              process.run(
                  new Invocation("request-" + outcomes.size(), function.arn(), payload), function);
          outcomes.add(execution.outcome() + " " + essence(execution));
        }
      } finally {
        process.stop();
      }
    }
    return outcomes;
  }

  /** Of an error what is not about the runtime's own frames. */
  private static String essence(Execution execution) throws IOException {
    if (execution.succeeded()) {
      return new String(execution.payload(), StandardCharsets.UTF_8);
    }
    JsonNode error = JSON.readTree(execution.payload());
    return error.path("errorType").asText()
        + ": "
        + error.path("errorMessage").asText()
        + " at "
        + Stream.of(error.path("stackTrace").path(0).asText())
            .filter(frame -> frame.contains("handlers."))
            .map(frame -> frame.substring(frame.indexOf("handlers.")))
            .findFirst()
            .orElse("-");
  }

  private static ProcessCommand real(ProcessCommand ours, String handler) {
    return new ProcessCommand(
        List.of(
            ours.arguments().getFirst(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            String.join(
                File.pathSeparator,
                jar(AWSLambda.class),
                jar(RequestStreamHandler.class),
                jar(PojoSerializer.class),
                jar(SdkInternalThreadLocal.class)),
            AWSLambda.class.getName(),
            handler),
        ours.environment(),
        // It takes its working folder for the root of the function's code.
        TestStack.testClasses());
  }

  private static String jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
