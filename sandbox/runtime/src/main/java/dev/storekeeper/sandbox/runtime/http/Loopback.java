package dev.storekeeper.sandbox.runtime.http;

import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Servers that only this machine can reach. */
public final class Loopback {
  private Loopback() {}

  /**
   * A server bound to a port of 127.0.0.1, not yet started.
   *
   * @param port the port, 0 for any free one
   * @param backlog how many connections may wait to be accepted
   * @throws UncheckedIOException if the port is taken, with a message that names it
   */
  public static HttpServer bind(int port, int backlog) {
    try {
      return HttpServer.create(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), backlog);
    } catch (BindException e) {
      throw new UncheckedIOException(
          "port " + port + " of 127.0.0.1 is taken; stop what listens there or choose another", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port + " of 127.0.0.1", e);
    }
  }

  /**
   * Ends a server at once, also one that was never started: the JDK's server gives its port back
   * only from the thread that it starts.
   */
  public static void end(HttpServer server) {
    try {
      server.start();
    } catch (IllegalStateException e) {
      // It was started before, or has ended already.
    }
    server.stop(0);
  }

  /** Where a bound server is reached, for example {@code http://127.0.0.1:4575}. */
  public static URI endpoint(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Refuses a request that was addressed to another host: a web page can make a browser send one
   * here through a name of its own that resolves to 127.0.0.1.
   *
   * @param hostHeader the request's Host header, may be absent
   */
  public static void requireLocalHost(@Nullable String hostHeader) {
    if (hostHeader != null && !isLocal(hostHeader)) {
      throw new AwsException(
          403,
          "AccessDenied",
          "the sandbox answers to 127.0.0.1 and localhost, not to the host " + hostHeader);
    }
  }

  /** Whether a host, with or without a port, names this machine itself. */
  public static boolean isLocal(String hostAndPort) {
    String host = hostAndPort.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }
}
