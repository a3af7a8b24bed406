package dev.storekeeper.token.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request as API Gateway passes it on.
 *
 * @param method the method, as in {@code POST}
 * @param path the undecoded path
 * @param query the undecoded query string, empty if there is none
 * @param headers headers by lower-case name; repeated ones are joined by commas
 * @param body the body, decoded from Base64 where it came so
 * @param sourceIp the address that connected to the gateway; headers that claim another are not
 *     looked at
 * @param userAgent the User-Agent header, not to be trusted
 * @param domainName the host name by which the gateway was reached
 */
public record HttpRequest(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    byte[] body,
    String sourceIp,
    String userAgent,
    String domainName) {
  public HttpRequest {
    headers = Map.copyOf(headers);
  }

  /** The value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Method and path; headers and body may hold secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
