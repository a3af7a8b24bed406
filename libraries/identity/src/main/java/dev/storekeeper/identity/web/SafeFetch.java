package dev.storekeeper.identity.web;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches small documents. A host's name is resolved once, all of its addresses are checked, and
 * the connection goes to one of the very addresses that were checked; TLS then asks for the name
 * and checks the certificate against it. Safe for use by many threads.
 */
public final class SafeFetch {
  /** The longest body, in bytes. */
  public static final int MAX_BODY = 262_144;

  private final Network network;
  private final boolean allowLoopback;

  /**
   * Over the machine's network.
   *
   * @param allowLoopback whether {@code http://127.0.0.1:<port>} may be fetched too
   */
  public SafeFetch(boolean allowLoopback) {
    this(Network.system(), allowLoopback);
  }

  SafeFetch(Network network, boolean allowLoopback) {
    this.network = network;
    this.allowLoopback = allowLoopback;
  }

  /**
   * The body at an address.
   *
   * @throws FetchException if there is none by the deadline, or the address or the answer is not
   *     allowed
   */
  public byte[] get(URI address, Deadline deadline) throws FetchException {
    Target target = Target.of(address, allowLoopback);
    Exchange exchange = new Exchange(target, network, MAX_BODY);
    FutureTask<byte[]> task = new FutureTask<>(exchange);
    Thread.ofPlatform().daemon().name("fetch " + target.host()).start(task);
    try {
      return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause(), target);
    } catch (TimeoutException e) {
      throw aborted(exchange, new FetchException(target.host() + ": no answer in time", e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw aborted(exchange, new FetchException(target.host() + ": interrupted", e));
    }
  }

  private static FetchException failure(@Nullable Throwable cause, Target target) {
    if (cause instanceof FetchException || cause instanceof IOException) {
      return new FetchException(target.host() + ": " + cause.getMessage(), cause);
    }
    throw new IllegalStateException("fetching from " + target.host() + " broke", cause);
  }

  private static FetchException aborted(Exchange exchange, FetchException failure) {
    try {
      exchange.abort();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
