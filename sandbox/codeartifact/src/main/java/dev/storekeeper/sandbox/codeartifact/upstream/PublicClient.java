package dev.storekeeper.sandbox.codeartifact.upstream;

import dev.storekeeper.sandbox.codeartifact.PublicUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from public repositories. Credentials in a base address go to that server only, never along
 * a redirect or link to another.
 */
final class PublicClient {
  private static final int MOST_REDIRECTS = 5;

  private final Limits limits;

  PublicClient(Limits limits) {
    this.limits = limits;
  }

  /**
   * How much and how long is read.
   *
   * @param connect the time for a connection
   * @param silence the time that the server may send nothing
   * @param pageBytes the size of a package's page
   * @param pageTime the time for a package's page
   * @param fileBytes the size of a file
   * @param fileTime the time for a file
   */
  record Limits(
      Duration connect,
      Duration silence,
      long pageBytes,
      Duration pageTime,
      long fileBytes,
      Duration fileTime) {
    static final Limits USUAL =
        new Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            50_000_000,
            Duration.ofMinutes(2),
            5_000_000_000L,
            Duration.ofHours(1));
  }

  /**
   * An answer with status 200; to be closed.
   *
   * @param address where it came from, redirects followed
   * @param contentType its media type, possibly empty
   * @param body its bytes
   */
  record Reply(URI address, String contentType, InputStream body) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** A package's page; empty if the server says that there is none. */
  Optional<Reply> page(PublicUpstream upstream, URI address, String accept) throws IOException {
    return get(upstream, address, accept, limits.pageBytes, limits.pageTime);
  }

  /** A file's bytes; empty if the server says that there are none. */
  Optional<Reply> file(PublicUpstream upstream, URI address) throws IOException {
    return get(upstream, address, "*/*", limits.fileBytes, limits.fileTime);
  }

  private Optional<Reply> get(
      PublicUpstream upstream, URI start, String accept, long mostBytes, Duration mostTime)
      throws IOException {
    URI address = start;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpURLConnection connection = connect(upstream, address, accept);
      int status = connection.getResponseCode();
      switch (status) {
        case 200 -> {
          return Optional.of(reply(address, connection, mostBytes, mostTime));
        }
        case 404, 410 -> {
          discard(connection);
          return Optional.empty();
        }
        case 301, 302, 303, 307, 308 -> {
          @Nullable String location = connection.getHeaderField("Location");
          discard(connection);
          address = target(address, location);
        }
        default -> {
          discard(connection);
          throw new PublicFailure(
              PublicUpstream.printable(address) + " answers with status " + status);
        }
      }
    }
    throw new PublicFailure(
        PublicUpstream.printable(start) + " redirects more than " + MOST_REDIRECTS + " times");
  }

  private HttpURLConnection connect(PublicUpstream upstream, URI address, String accept)
      throws IOException {
    URI plain = withoutUser(requireWeb(address));
    if (!(plain.toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new PublicFailure(PublicUpstream.printable(address) + " is not served by HTTP");
    }
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(Math.toIntExact(limits.connect.toMillis()));
    connection.setReadTimeout(Math.toIntExact(limits.silence.toMillis()));
    connection.setRequestProperty("Accept", accept);
    connection.setRequestProperty("Accept-Encoding", "identity");
    connection.setRequestProperty("User-Agent", "storekeeper-sandbox");
    @Nullable String user = upstream.base().getRawUserInfo();
    if (user != null && sameServer(upstream.base(), address)) {
      connection.setRequestProperty("Authorization", "Basic " + basic(user));
    }
    return connection;
  }

  private static String basic(String rawUserInfo) {
    String pair = URLDecoder.decode(rawUserInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean sameServer(URI base, URI address) {
    return String.valueOf(base.getScheme()).equalsIgnoreCase(address.getScheme())
        && String.valueOf(base.getHost()).equalsIgnoreCase(address.getHost())
        && base.getPort() == address.getPort();
  }

  private static URI withoutUser(URI address) throws PublicFailure {
    if (address.getRawUserInfo() == null) {
      return address;
    }
    String text = address.toString();
    return parse(
        text.substring(0, text.indexOf("//") + 2) + text.substring(text.indexOf('@') + 1), address);
  }

  private static URI target(URI address, @Nullable String location) throws PublicFailure {
    if (location == null) {
      throw new PublicFailure(
          PublicUpstream.printable(address) + " redirects without saying where");
    }
    return requireWeb(address.resolve(parse(location, address)));
  }

  private static URI parse(String text, URI from) throws PublicFailure {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new PublicFailure(
          PublicUpstream.printable(from) + " leads to something that is no address");
    }
  }

  private static URI requireWeb(URI address) throws PublicFailure {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
      throw new PublicFailure(
          "An address of scheme '" + scheme + "' is not followed, only http and https are");
    }
    return address;
  }

  private static Reply reply(
      URI address, HttpURLConnection connection, long mostBytes, Duration mostTime)
      throws IOException {
    String what = PublicUpstream.printable(address);
    InputStream body = connection.getInputStream();
    if (connection.getContentLengthLong() > mostBytes) {
      connection.disconnect();
      throw new PublicFailure(what + " is larger than the limit of " + mostBytes + " bytes");
    }
    @Nullable String type = connection.getContentType();
    return new Reply(
        address, type == null ? "" : type, new LimitedStream(body, what, mostBytes, mostTime));
  }

  private static void discard(HttpURLConnection connection) {
    connection.disconnect();
  }
}
