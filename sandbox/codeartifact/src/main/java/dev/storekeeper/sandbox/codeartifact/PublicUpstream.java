package dev.storekeeper.sandbox.codeartifact;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the public repository of an external connection is reached.
 *
 * @param connection the connection's name, for example {@code public:pypi}
 * @param base an absolute {@code http} or {@code https} address that ends with a slash; for Python
 *     that of a simple index. A user name and password in it are sent to that server only
 */
public record PublicUpstream(String connection, URI base) {
  public PublicUpstream {
    if (!connection.matches("public:[a-z-]+")) {
      throw new IllegalArgumentException(
          "Upstream '" + connection + "', expected an external connection, as public:pypi is one");
    }
    String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
      throw new IllegalArgumentException(
          "The address of upstream " + connection + " has no http or https scheme or no host");
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "The address of upstream " + connection + " has a query or fragment, expected none");
    }
    base = base.getRawPath().endsWith("/") ? base : withSlash(base);
  }

  private static URI withSlash(URI base) {
    return URI.create(base + "/");
  }

  /**
   * An address without the user name, password and query that it may hold, for messages and logs.
   */
  public static String printable(URI address) {
    try {
      return new URI(
              address.getScheme(),
              null,
              address.getHost(),
              address.getPort(),
              address.getPath(),
              null,
              null)
          .toString();
    } catch (URISyntaxException e) {
      return "an address that cannot be shown";
    }
  }

  @Override
  public String toString() {
    return connection + "=" + printable(base);
  }
}
