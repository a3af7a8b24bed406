package dev.storekeeper.sandbox.runtime.lambda.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;

/** Does what the word in its event, a JSON string, says. */
public final class Commanded implements RequestStreamHandler {
  private int calls;

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    calls++;
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    String[] words = event.replace("\"", "").split(" ", 2);
    String answer =
        switch (words[0]) {
          case "throw" -> throw new IllegalStateException("no \"good\"\n" + words[1]);
          case "exit" -> {
            System.exit(Integer.parseInt(words[1]));
            yield "";
          }
          case "sleep" -> {
            sleep(Long.parseLong(words[1]));
            yield "awake";
          }
          case "fill" -> "x".repeat(Integer.parseInt(words[1]));
          case "calls" -> Integer.toString(calls);
          case "pid" -> Long.toString(ProcessHandle.current().pid());
          case "environment" -> environment();
          case "context" -> describe(context);
          case "classes" -> visible();
          case "touch" -> touch(Path.of(words[1]));
          case "print" -> print();
          default -> event;
        };
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String environment() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(System.getenv())
        .forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    lines.append("cwd=").append(System.getProperty("user.dir")).append('\n');
    lines.append("command=").append(ProcessHandle.current().info().commandLine().orElse(""));
    return lines.toString();
  }

  private static String describe(Context context) {
    return String.join(
        "|",
        context.getAwsRequestId(),
        context.getFunctionName(),
        context.getFunctionVersion(),
        context.getInvokedFunctionArn(),
        Integer.toString(context.getMemoryLimitInMB()),
        context.getLogGroupName(),
        Boolean.toString(
            context.getRemainingTimeInMillis() > 0 && context.getRemainingTimeInMillis() <= 5_000));
  }

  private String visible() {
    StringBuilder seen = new StringBuilder();
    for (String name :
        new String[] {
          "com.amazonaws.services.lambda.runtime.Context",
          "dev.storekeeper.sandbox.runtime.lambda.bootstrap.Bootstrap",
          "java.net.http.HttpClient"
        }) {
      try {
        Class<?> type = Class.forName(name, false, ClassLoader.getSystemClassLoader().getParent());
        seen.append(type.getSimpleName()).append(' ');
      } catch (ClassNotFoundException e) {
        seen.append("- ");
      }
    }
    return seen.append(getClass().getClassLoader().getName()).toString();
  }

  private static String touch(Path file) throws IOException {
    Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    throw new IllegalStateException("touched");
  }

  private static String print() {
    System.out.print("out without end");
    System.out.flush();
    System.err.println("from err");
    System.out.print("last");
    return "printed";
  }
}
