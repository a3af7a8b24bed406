package dev.storekeeper.sandbox.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes the parts of a sandbox, the newest first, whatever one of them throws. */
final class Closing implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Closing.class.getName());
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        LOG.log(Level.WARNING, "could not close " + part.getClass().getSimpleName(), e);
      }
    }
  }
}
