package dev.storekeeper.trust;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges the spelling of an issuer's URL. Tokens must carry it to the letter, so a variant that
 * means the same place on the web admits nobody, or somebody else.
 */
final class IssuerUrl {
  private IssuerUrl() {}

  /** What is wrong with it. */
  static Optional<String> problem(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.of("no URL");
    }
    String host = url.getHost();
    if (host == null || url.getScheme() == null) {
      return Optional.of("no URL with scheme and host");
    }
    if (!url.getScheme().equals("https") && !isLoopback(text)) {
      return Optional.of("the scheme " + url.getScheme() + " instead of https");
    }
    if (!host.equals(host.toLowerCase(Locale.ROOT))) {
      return Optional.of("a host in upper case");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      return Optional.of("a user, query or fragment");
    }
    if (url.getPort() != -1 && !isLoopback(text)) {
      return Optional.of("a port");
    }
    String path = url.getRawPath();
    if (path.contains("//") || path.contains("/.") || path.contains("%")) {
      return Optional.of("a path that is not in its plain form");
    }
    return Optional.empty();
  }

  /** Whether it is literally at the loopback address, as only a sandbox's issuer is. */
  static boolean isLoopback(String text) {
    return text.matches("http://127\\.0\\.0\\.1(:[0-9]{1,5})?(/.*)?");
  }

  /** The same for all spellings of one URL. */
  static String canonical(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replaceFirst("^http:", "https:");
    return lower.replaceFirst(":443(?=/|$)", "").replaceFirst("/+$", "");
  }
}
