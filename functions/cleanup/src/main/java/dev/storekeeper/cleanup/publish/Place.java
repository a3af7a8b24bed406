package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.publish.PublishException.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * A repository's package endpoint.
 *
 * @param endpoint its address, with a slash at its end
 * @param token what opens it
 */
record Place(URI endpoint, EndpointToken token) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Where something is to be published, with a new token. */
  static Place of(Publisher publisher, Publication publication) throws PublishException {
    return Place.of(
        Calls.ask(
            () -> publisher.endpoint(publication.repository(), publication.coordinates().format())),
        Calls.ask(() -> publisher.token(publication.repository().domain())));
  }

  /**
   * Checks that a token may be sent there.
   *
   * @throws PublishException if it would travel in the clear
   */
  static Place of(URI endpoint, EndpointToken token) throws PublishException {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(endpoint.getHost());
    boolean safe = scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host));
    if (!safe
        || endpoint.getRawQuery() != null
        || endpoint.getRawUserInfo() != null
        || !endpoint.getRawPath().endsWith("/")) {
      throw new PublishException(
          Kind.REFUSED,
          "endpoint: found %s://%s, expected an https address that ends with a slash"
              .formatted(scheme, host));
    }
    return new Place(endpoint, token);
  }

  /** The address of a path below the endpoint, whose segments are encoded already. */
  URI address(String path) {
    return URI.create(endpoint + path);
  }

  /** A text as one segment of a path (RFC 3986, 3.3); {@code .} and {@code ..} cannot be one. */
  static String segment(String text) throws PublishException {
    if (text.equals(".") || text.equals("..") || text.isEmpty()) {
      throw new PublishException(Kind.REFUSED, "\"" + text + "\" cannot be a part of an address");
    }
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      boolean plain =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || (character >= '0' && character <= '9')
              || "-._~".indexOf(character) >= 0;
      if (plain) {
        encoded.append(character);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.toString();
  }
}
