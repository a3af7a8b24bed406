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
import java.time.Instant;

/**
 * Writes the time at which it begins, and its event, as a line of the file that {@code DIARY}
 * names, and takes a moment for it.
 */
public final class Diary implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Instant now = Instant.now();
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Files.writeString(
        Path.of(System.getenv("DIARY")),
        now + " " + event.replace("\n", " ") + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    output.write("{}".getBytes(StandardCharsets.UTF_8));
  }
}
