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
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Appends the sequence numbers of its records to a file, and dies now and then on the way. */
public final class Flaky implements RequestStreamHandler {
  private static final Pattern NUMBER = Pattern.compile("\"SequenceNumber\":\"(\\d+)\"");

  private final Path file = Path.of(System.getenv("SEEN"));
  private final Random random =
      new Random(Long.parseLong(System.getenv("SEED")) + ProcessHandle.current().pid());

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    Matcher number = NUMBER.matcher(event);
    while (number.find()) {
      seen.append(number.group(1)).append(' ');
    }
    if (random.nextInt(3) == 0) {
      Runtime.getRuntime().halt(9);
    }
    seen.append('\n');
    Files.writeString(file, seen, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (random.nextInt(4) == 0) {
      Runtime.getRuntime().halt(9);
    }
  }
}
