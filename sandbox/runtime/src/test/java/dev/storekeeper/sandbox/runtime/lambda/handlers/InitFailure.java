package dev.storekeeper.sandbox.runtime.lambda.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** Cannot be made. */
public final class InitFailure implements RequestStreamHandler {
  /** Always fails. */
  public InitFailure() {
    throw new IllegalArgumentException("no TABLE_NAME");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    throw new AssertionError("never made");
  }
}
