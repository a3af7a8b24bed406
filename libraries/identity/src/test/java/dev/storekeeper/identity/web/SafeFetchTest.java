package dev.storekeeper.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 27, and TLS to the name while the connection goes to an address. */
class SafeFetchTest {
  private static final URI KEYS = URI.create("https://issuer.example/keys");
  private final List<String> dialled = new ArrayList<>();
  private final AtomicInteger resolutions = new AtomicInteger();

  @Test
  void connectsToTheAddressThatWasCheckedAndAsksTlsForTheName(@TempDir Path folder)
      throws Exception {
    try (TlsServer server = TlsServer.start(folder, "issuer.example")) {
      SafeFetch web = fetch(server, "8.8.8.8");
      assertThat(text(web.get(KEYS, soon()))).isEqualTo("{}");
      assertThat(dialled).containsExactly("8.8.8.8:443");
      assertThat(resolutions).hasValue(1);
      assertThat(server.requestedName()).isEqualTo("issuer.example");
      assertThat(server.request())
          .startsWith("GET /keys HTTP/1.1\r\nHost: issuer.example\r\n")
          .contains("Accept-Encoding: identity\r\n", "Connection: close\r\n");
    }
  }

  @Test
  void aCertificateOfAnotherNameIsRefused(@TempDir Path folder) throws Exception {
    try (TlsServer server = TlsServer.start(folder, "other.example")) {
      SafeFetch web = fetch(server, "8.8.8.8");
      assertThatThrownBy(() -> web.get(KEYS, soon()))
          .isInstanceOf(FetchException.class)
          .hasMessageContaining("issuer.example");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "127.0.0.1",
        "10.0.0.1",
        "::1",
        "fd00:ec2::254",
        "::ffff:10.0.0.1",
        "8.8.8.8,10.0.0.1",
        "10.0.0.1,8.8.8.8"
      })
  void noConnectionIsMadeWhereAnyAddressIsNotPublic(String addresses) {
    SafeFetch web = new SafeFetch(network(addresses, dialled()), true);
    assertThatThrownBy(() -> web.get(KEYS, soon()))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("not public");
    assertThat(dialled).isEmpty();
    assertThat(resolutions).hasValue(1);
  }

  @Test
  void theNextAddressIsTriedAndThereIsAnEndToIt() {
    SafeFetch web =
        new SafeFetch(network("1.1.1.1,2.2.2.2,3.3.3.3,4.4.4.4,5.5.5.5", dialled()), false);
    assertThatThrownBy(() -> web.get(KEYS, soon()))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("refused by the test");
    assertThat(dialled).containsExactly("1.1.1.1:443", "2.2.2.2:443", "3.3.3.3:443", "4.4.4.4:443");
  }

  @Test
  void aNameThatDoesNotExistIsAFailure() {
    Resolver none =
        host -> {
          throw new UnknownHostException(host);
        };
    SafeFetch web = new SafeFetch(new Network(none, dialled(), Network.system().tls()), false);
    assertThatThrownBy(() -> web.get(KEYS, soon())).isInstanceOf(FetchException.class);
  }

  @Test
  void aNameThatTakesForeverIsAFailureInTimeAndLeadsNowhereLater() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    AtomicReference<Thread> resolving = new AtomicReference<>(Thread.currentThread());
    Resolver slow =
        host -> {
          resolving.set(Thread.currentThread());
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return List.of(InetAddress.ofLiteral("8.8.8.8"));
        };
    SafeFetch web = new SafeFetch(new Network(slow, dialled(), Network.system().tls()), false);
    assertThatThrownBy(() -> web.get(KEYS, Deadline.in(Duration.ofMillis(200))))
        .hasMessageContaining("no answer in time");
    assertThat(resolving.get()).isNotEqualTo(Thread.currentThread());
    answer.countDown();
    resolving.get().join();
    assertThat(dialled).isEmpty();
  }

  private SafeFetch fetch(TlsServer server, String address) {
    Dialer toServer =
        (socket, checked, port, timeout) -> {
          dialled.add(checked.getHostAddress() + ":" + port);
          socket.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
              Math.toIntExact(timeout.toMillis()));
        };
    Network network = network(address, toServer);
    return new SafeFetch(
        new Network(network.resolver(), network.dialer(), server.trustingFactory()), false);
  }

  private Dialer dialled() {
    return (socket, checked, port, timeout) -> {
      dialled.add(checked.getHostAddress() + ":" + port);
      throw new IOException("refused by the test");
    };
  }

  private Network network(String addresses, Dialer dialer) {
    List<InetAddress> all =
        List.of(addresses.split(",", -1)).stream().map(InetAddress::ofLiteral).toList();
    Resolver resolver =
        host -> {
          resolutions.incrementAndGet();
          return all;
        };
    return new Network(resolver, dialer, Network.system().tls());
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
