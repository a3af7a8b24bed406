package dev.storekeeper.sandbox.runtime.lambda.host;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.lambda.bootstrap.Bootstrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the command and environment of a function's process. Each process has a working folder of
 * its own and keys of its own for the function's role, which are good for as long as it runs,
 * however far the sandbox's clock is moved.
 *
 * <p>There is no {@code /opt} in a process: an environment value that is {@code /opt} or starts
 * with {@code /opt/} is rewritten to the folder of the first layer, in order, that has the path.
 */
final class ProcessCommands {
  private final Account account;
  private final Identities identities;
  private final Path state;
  private final FunctionTime time;
  private final AtomicLong sequence = new AtomicLong();

  ProcessCommands(Account account, Identities identities, Path state, FunctionTime time) {
    this.time = time;
    this.account = account;
    this.identities = identities;
    this.state = state.toAbsolutePath();
  }

  ProcessCommand of(FunctionConfiguration function, String version, String runtimeApi) {
    try {
      Path folder =
          Files.createDirectories(
              state
                  .resolve("functions")
                  .resolve(function.name())
                  .resolve(Long.toString(sequence.incrementAndGet())));
      Path temporary = Files.createDirectories(folder.resolve("tmp"));
      return new ProcessCommand(
          arguments(function, temporary), environment(function, version, runtimeApi), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folders of " + function.name(), e);
    }
  }

  private List<String> arguments(FunctionConfiguration function, Path temporary) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As on Lambda, some of the memory is the JVM's own.
    arguments.add("-Xmx" + function.memory() * 85 / 100 + "m");
    arguments.add("-XX:+UseSerialGC");
    arguments.add("-XX:TieredStopAtLevel=1");
    arguments.add("-Djava.io.tmpdir=" + temporary);
    arguments.add("-Dstdout.encoding=UTF-8");
    arguments.add("-Dstderr.encoding=UTF-8");
    arguments.add("-cp");
    arguments.add(
        location(Bootstrap.class)
            + System.getProperty("path.separator")
            + location(RequestStreamHandler.class));
    arguments.add(Bootstrap.class.getName());
    arguments.add(time.ahead().toString());
    arguments.add(function.artifact().toString());
    for (Path layer : function.layers()) {
      arguments.add(layer.toString());
    }
    return arguments;
  }

  private Map<String, String> environment(
      FunctionConfiguration function, String version, String runtimeApi) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    String nothing = emptyFile().toString();
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CONFIG_FILE", nothing);
    environment.put("AWS_SHARED_CREDENTIALS_FILE", nothing);
    environment.put("AWS_ENDPOINT_URL", account.endpoint().toString());
    function
        .environment()
        .forEach((name, value) -> environment.put(name, inLayers(value, function.layers())));

    Identities.AccessKey key =
        identities.issue(new Caller.RoleSession(function.role(), function.name(), ""));
    environment.put("AWS_ACCESS_KEY_ID", key.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", key.secretAccessKey());
    environment.put("AWS_SESSION_TOKEN", key.sessionToken());
    environment.put("AWS_REGION", account.region());
    environment.put("AWS_DEFAULT_REGION", account.region());
    environment.put("_HANDLER", function.handler());
    environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", version);
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "[" + version + "]" + key.accessKeyId());
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    if (!function.jsonLogLevel().isEmpty()) {
      environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
      environment.put("AWS_LAMBDA_LOG_LEVEL", function.jsonLogLevel());
    }
    Path artifact = function.artifact();
    Path root = Files.isDirectory(artifact) ? artifact : artifact.getParent();
    environment.put("LAMBDA_TASK_ROOT", String.valueOf(root));
    return environment;
  }

  static String inLayers(String value, List<Path> layers) {
    if (layers.isEmpty() || !(value.equals("/opt") || value.startsWith("/opt/"))) {
      return value;
    }
    String relative = value.length() > 5 ? value.substring(5) : "";
    for (Path layer : layers) {
      if (Files.exists(layer.resolve(relative))) {
        return layer.resolve(relative).toString();
      }
    }
    return layers.getFirst().resolve(relative).toString();
  }

  private Path emptyFile() throws IOException {
    Path file = state.resolve("functions").resolve("empty");
    if (!Files.exists(file)) {
      Files.write(file, new byte[0]);
    }
    return file;
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find the class path of " + type.getName(), e);
    }
  }
}
