package dev.storekeeper.sandbox.codeartifact.upstream;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Does the same thing once for all who want it at the same time; they share result or failure. */
final class SingleFlight<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

  /** What is done. */
  @FunctionalInterface
  interface Task<V> {
    V run() throws IOException;
  }

  V run(K key, Task<V> task) throws IOException {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> other = flights.putIfAbsent(key, mine);
    return other == null ? lead(key, mine, task) : follow(other);
  }

  private V lead(K key, CompletableFuture<V> mine, Task<V> task) throws IOException {
    try {
      V result = task.run();
      flights.remove(key, mine);
      mine.complete(result);
      return result;
    } catch (Throwable failure) {
      flights.remove(key, mine);
      mine.completeExceptionally(failure);
      throw failure;
    }
  }

  private static <V> V follow(CompletableFuture<V> other) throws IOException {
    try {
      return other.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }
}
