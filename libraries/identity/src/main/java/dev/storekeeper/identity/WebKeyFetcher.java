package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.web.Deadline;
import dev.storekeeper.identity.web.FetchException;
import dev.storekeeper.identity.web.SafeFetch;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Fetches key sets from fixed addresses or by discovery (OpenID Connect Discovery 1.0 section 4),
 * all of it in three seconds.
 */
final class WebKeyFetcher implements KeyFetcher {
  private static final Duration TIME = Duration.ofSeconds(3);
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final SafeFetch web;

  WebKeyFetcher(SafeFetch web) {
    this.web = web;
  }

  @Override
  public KeySet fetch(Issuer issuer) throws FetchException {
    Deadline deadline = Deadline.in(TIME);
    URI address =
        switch (issuer.keys()) {
          case KeyLocation.Remote(URI uri) -> uri;
          case KeyLocation.Discovery(Set<String> hosts) -> discover(issuer, hosts, deadline);
          case KeyLocation.Static _ ->
              throw new IllegalArgumentException("static keys are not fetched");
        };
    byte[] body = web.get(address, deadline);
    try {
      return KeySet.read(body);
    } catch (MalformedException e) {
      throw new FetchException("key set: " + e.problem(), e);
    }
  }

  private URI discover(Issuer issuer, Set<String> hosts, Deadline deadline) throws FetchException {
    URI url = uri(issuer.url(), "issuer");
    if (url.getRawQuery() != null) {
      throw new FetchException("an issuer with a query; expected none");
    }
    String base = issuer.url().replaceFirst("/$", "");
    JsonNode document = document(web.get(uri(base + DISCOVERY, "issuer"), deadline));
    if (!document.path("issuer").isTextual()
        || !document.path("issuer").asText().equals(issuer.url())) {
      throw new FetchException("discovery: another issuer; expected " + issuer.url());
    }
    URI keys = uri(document.path("jwks_uri").asText(), "discovery: jwks_uri");
    if (!isAtHome(keys, url) && !isListed(keys, hosts)) {
      throw new FetchException("discovery: jwks_uri on another host; expected the issuer's");
    }
    return keys;
  }

  private static JsonNode document(byte[] body) throws FetchException {
    try {
      return StrictJson.DOCUMENT.object(body);
    } catch (MalformedException e) {
      throw new FetchException("discovery: " + e.problem(), e);
    }
  }

  private static boolean isAtHome(URI keys, URI issuer) {
    return Objects.equals(keys.getScheme(), issuer.getScheme())
        && host(keys).equals(host(issuer))
        && keys.getPort() == issuer.getPort();
  }

  private static boolean isListed(URI keys, Set<String> hosts) {
    return "https".equals(keys.getScheme()) && hosts.contains(host(keys));
  }

  private static String host(URI uri) {
    return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
  }

  private static URI uri(String text, String name) throws FetchException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new FetchException(name + " that is no URL", e);
    }
  }
}
