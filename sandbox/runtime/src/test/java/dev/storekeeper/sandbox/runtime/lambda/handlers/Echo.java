package dev.storekeeper.sandbox.runtime.lambda.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Returns its event, and logs that it did. */
public final class Echo implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    context.getLogger().log("echo für " + context.getFunctionName());
    input.transferTo(output);
  }
}
