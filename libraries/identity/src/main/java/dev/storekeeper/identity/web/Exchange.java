package dev.storekeeper.identity.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One request and its response. {@link #abort} ends it from another thread wherever it is; only a
 * name that is being resolved takes its time and then finds the exchange aborted.
 */
final class Exchange implements Callable<byte[]> {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int MAX_ADDRESSES = 4;

  private final Target target;
  private final Network network;
  private final int maxBody;
  private Socket current = new Socket(Proxy.NO_PROXY);
  private boolean aborted;

  Exchange(Target target, Network network, int maxBody) {
    this.target = target;
    this.network = network;
    this.maxBody = maxBody;
  }

  @Override
  public byte[] call() throws IOException, FetchException {
    try (Socket socket = connect();
        Socket secured = target.secure() ? secure(socket) : socket) {
      secured.getOutputStream().write(request());
      secured.getOutputStream().flush();
      return ResponseReader.read(new BufferedInputStream(secured.getInputStream()), maxBody);
    }
  }

  synchronized void abort() throws IOException {
    aborted = true;
    current.close();
  }

  private Socket connect() throws IOException, FetchException {
    IOException failure = new IOException("the host has no address");
    for (InetAddress address : addresses()) {
      Socket socket = next();
      try {
        network.dialer().dial(socket, address, target.port(), CONNECT);
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  private synchronized Socket next() throws IOException {
    if (aborted) {
      throw new IOException("aborted");
    }
    current = new Socket(Proxy.NO_PROXY);
    return current;
  }

  /**
   * Resolves once; a name with any address that is not public is refused as a whole, since nobody
   * who means well publishes one.
   */
  private List<InetAddress> addresses() throws IOException, FetchException {
    if (!target.secure()) {
      return List.of(InetAddress.ofLiteral(target.host()));
    }
    List<InetAddress> addresses = network.resolver().resolve(target.host());
    if (!addresses.stream().allMatch(PublicAddresses::isPublic)) {
      throw new FetchException("a host with an address that is not public");
    }
    return addresses.stream().limit(MAX_ADDRESSES).toList();
  }

  private Socket secure(Socket socket) throws IOException {
    SSLSocket secured =
        (SSLSocket) network.tls().createSocket(socket, target.host(), target.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(List.of(new SNIHostName(target.host())));
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private byte[] request() {
    return """
    GET %s HTTP/1.1
    Host: %s
    Accept: application/json
    Accept-Encoding: identity
    User-Agent: storekeeper
    Connection: close

    """
        .formatted(target.path(), target.authority())
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
