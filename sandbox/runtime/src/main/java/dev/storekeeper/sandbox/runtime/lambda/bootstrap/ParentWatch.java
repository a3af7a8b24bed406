package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.io.IOException;
import java.io.InputStream;

/** Ends this process when the sandbox's does, even by a kill: its end of the pipe closes then. */
final class ParentWatch {
  private ParentWatch() {}

  static void start(InputStream pipe) {
    Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch(pipe));
  }

  private static void watch(InputStream pipe) {
    try {
      while (pipe.read() >= 0) {
        // Nothing is ever sent; only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe says the same as its end.
    }
    Runtime.getRuntime().halt(1);
  }
}
