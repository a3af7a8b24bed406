package dev.storekeeper.identity.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A TLS server on loopback with a certificate that it issued itself; answers one request. */
final class TlsServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private final SSLContext context;
  private final SSLServerSocket socket;
  private final CompletableFuture<String> name = new CompletableFuture<>();
  private final CompletableFuture<String> request = new CompletableFuture<>();

  private TlsServer(SSLContext context) throws IOException {
    this.context = context;
    this.socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  static TlsServer start(Path folder, String host) throws Exception {
    TlsServer server = new TlsServer(context(keyStore(folder, host)));
    Thread.ofVirtual().start(server::serve);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  SSLSocketFactory trustingFactory() {
    return context.getSocketFactory();
  }

  String requestedName() {
    return name.join();
  }

  String request() {
    return request.join();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    try (SSLSocket client = (SSLSocket) socket.accept()) {
      client.startHandshake();
      ExtendedSSLSession session = (ExtendedSSLSession) client.getSession();
      session.getRequestedServerNames().stream()
          .map(requested -> ((SNIHostName) requested).getAsciiName())
          .findFirst()
          .ifPresent(name::complete);
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) client.getInputStream().read());
      }
      request.complete(head.toString());
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      name.completeExceptionally(e);
      request.completeExceptionally(e);
    }
  }

  private static Path keyStore(Path folder, String host) throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
    }
    return store;
  }

  private static SSLContext context(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
