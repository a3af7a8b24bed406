package dev.storekeeper.token.configuration;

import java.net.URI;
import java.util.Locale;

/**
 * The repository that a tool is configured for.
 *
 * @param domain the domain
 * @param repository the repository
 * @param endpoint its endpoint for the tool's package format; ends in a slash
 */
public record Place(String domain, String repository, URI endpoint) {
  public Place {
    if (endpoint.getRawAuthority() == null
        || endpoint.getRawUserInfo() != null
        || endpoint.getRawQuery() != null
        || endpoint.getRawFragment() != null
        || !endpoint.getRawPath().endsWith("/")) {
      throw new IllegalArgumentException(
          "the endpoint of repository "
              + repository
              + " is not a URL with a host and a path that ends in a slash");
    }
  }

  /** The endpoint as text. */
  String url() {
    return endpoint.toString();
  }

  /** The endpoint with something in front of its host that names the user. */
  String urlFor(String userInfo) {
    return endpoint.getScheme()
        + "://"
        + userInfo
        + "@"
        + endpoint.getRawAuthority()
        + endpoint.getRawPath();
  }

  /** Host and port without the scheme, and the path. */
  String schemeless() {
    return "//" + endpoint.getRawAuthority() + endpoint.getRawPath();
  }

  /** The host alone. */
  String host() {
    return endpoint.getHost();
  }

  /** The repository's name as part of an environment variable's name. */
  String variable() {
    return repository.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
