package dev.storekeeper.cleanup.publish;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read from their beginning more than once. */
@FunctionalInterface
public interface Content {
  /** Opens them; to be closed by the caller. */
  InputStream open() throws IOException;
}
