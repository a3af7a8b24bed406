package dev.storekeeper.sandbox.runtime.lambda.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** Has no constructor that Lambda could call. */
public final class NoConstructor implements RequestStreamHandler {
  private final String name;

  /** Needs what nobody gives. */
  public NoConstructor(String name) {
    this.name = name;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    throw new AssertionError("never made: " + name);
  }
}
