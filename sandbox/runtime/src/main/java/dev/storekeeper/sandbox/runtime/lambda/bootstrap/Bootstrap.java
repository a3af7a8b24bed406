package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The main class of a function's process. Its arguments are how far the function's time is ahead of
 * the machine's (ISO 8601), the function's artifact (a jar or a folder of classes) and the folders
 * of its layers; everything else comes by environment variables, as on Lambda.
 */
public final class Bootstrap {
  private final RuntimeApi api;
  private final Map<String, String> environment;
  private final PrintStream output;

  private Bootstrap(RuntimeApi api, Map<String, String> environment, PrintStream output) {
    this.api = api;
    this.environment = environment;
    this.output = output;
  }

  /** Serves invocations until the Runtime API or the sandbox's process is gone. */
  public static void main(String[] arguments) {
    ParentWatch.start(System.in);
    Map<String, String> environment = System.getenv();
    RuntimeApi api = new RuntimeApi(environment.getOrDefault("AWS_LAMBDA_RUNTIME_API", ""));
    FunctionClock.set(Duration.parse(arguments[0]));
    List<Path> paths = new ArrayList<>();
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      paths.add(Path.of(argument));
    }
    int status;
    try {
      status = new Bootstrap(api, environment, System.out).serve(paths);
    } catch (IOException e) {
      // The Runtime API is gone, and with it whoever could want anything of this process.
      status = 1;
    }
    System.exit(status);
  }

  private int serve(List<Path> paths) throws IOException {
    RequestStreamHandler handler;
    try {
      ClassLoader loader = FunctionLoader.of(paths.getFirst(), paths.subList(1, paths.size()));
      Thread.currentThread().setContextClassLoader(loader);
      handler = FunctionLoader.handler(loader, environment.getOrDefault("_HANDLER", ""));
    } catch (Throwable e) {
      // Whatever the function's static code and constructor throw is the function's init error.
      e.printStackTrace();
      output.flush();
      api.initError(ErrorReport.of(e));
      return 1;
    }
    while (true) {
      RuntimeApi.Invocation invocation = api.next();
      if (!serve(handler, invocation)) {
        return 1;
      }
    }
  }

  /** Returns whether this process can go on. */
  private boolean serve(RequestStreamHandler handler, RuntimeApi.Invocation invocation)
      throws IOException {
    FunctionClock.set(invocation.ahead());
    if (!invocation.traceId().isEmpty()) {
      System.setProperty("com.amazonaws.xray.traceHeader", invocation.traceId());
    }
    InputStream input = new ByteArrayInputStream(invocation.payload());
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    try {
      handler.handleRequest(input, result, new InvocationContext(invocation, environment, output));
    } catch (Throwable e) {
      e.printStackTrace();
      endOfOutput(invocation);
      api.error(invocation, ErrorReport.of(e));
      return !(e instanceof VirtualMachineError);
    }
    endOfOutput(invocation);
    api.respond(invocation, result.toByteArray());
    return true;
  }

  /** Marks in the output where this invocation's lines end, so that the log stays in order. */
  private void endOfOutput(RuntimeApi.Invocation invocation) {
    System.out.flush();
    System.err.flush();
    byte[] mark = ("\0" + invocation.requestId() + "\n").getBytes(StandardCharsets.UTF_8);
    output.write(mark, 0, mark.length);
    output.flush();
  }
}
