package dev.storekeeper.identity.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An address that may be fetched: https on port 443 of a named host, or, where loopback is allowed,
 * http on a port of the literal 127.0.0.1.
 *
 * @param host the host in lower case
 * @param port the port
 * @param secure whether it is https
 * @param path path and query as they are requested
 */
record Target(String host, int port, boolean secure, String path) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int HTTPS = 443;
  private static final int MAX_CHARACTERS = 2048;

  static Target of(URI uri, boolean allowLoopback) throws FetchException {
    String text = uri.toString();
    if (text.length() > MAX_CHARACTERS || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      throw new FetchException("an address that is too long or not ASCII");
    }
    String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw refused(uri, "without user information and fragment");
    }
    String path = Optional.ofNullable(uri.getRawPath()).filter(p -> !p.isEmpty()).orElse("/");
    String query = Optional.ofNullable(uri.getRawQuery()).map(q -> "?" + q).orElse("");
    if (allowLoopback && "http".equals(uri.getScheme()) && LOOPBACK.equals(host)) {
      if (uri.getPort() <= 0) {
        throw refused(uri, "with a port");
      }
      return new Target(host, uri.getPort(), false, path + query);
    }
    if (!"https".equals(uri.getScheme()) || (uri.getPort() != -1 && uri.getPort() != HTTPS)) {
      throw refused(uri, "with https on port 443");
    }
    if (!isName(host)) {
      throw refused(uri, "with a host that is a full name");
    }
    return new Target(host, HTTPS, true, path + query);
  }

  /** What the Host header says. */
  String authority() {
    return secure ? host : host + ":" + port;
  }

  /** Numbers are no top-level domain, so this leaves out every notation of an IPv4 address. */
  private static boolean isName(String host) {
    int dot = host.lastIndexOf('.');
    return dot > 0 && dot < host.length() - 1 && Character.isLetter(host.charAt(dot + 1));
  }

  private static FetchException refused(URI uri, String expected) {
    return new FetchException(uri.getScheme() + " address refused; expected one " + expected);
  }
}
