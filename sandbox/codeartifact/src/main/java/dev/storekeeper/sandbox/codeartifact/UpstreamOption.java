package dev.storekeeper.sandbox.codeartifact;

import dev.storekeeper.sandbox.codeartifact.upstream.PipUpstream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The value of the option {@code --upstream}: {@code NAME=URL}, or {@code NAME=pip} for the index
 * that the user's own pip is set to.
 */
public final class UpstreamOption {
  private static final String PIP = "pip";

  private UpstreamOption() {}

  /**
   * The upstream that an option's value names.
   *
   * @throws IllegalArgumentException if it names none; also for a URL with a user name or password,
   *     since everybody on the machine can read a process's arguments
   */
  public static PublicUpstream parse(String value) {
    int equals = value.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "Option --upstream: expected NAME=URL, for example"
              + " public:pypi=http://127.0.0.1:3141/simple/");
    }
    String name = value.substring(0, equals);
    String address = value.substring(equals + 1);
    return new PublicUpstream(name, address.equals(PIP) ? pip() : uri(address));
  }

  private static URI pip() {
    return pipIndex()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Option --upstream: neither PIP_INDEX_URL nor pip's configuration files name an"
                    + " index (global.index-url)"));
  }

  private static Optional<URI> pipIndex() {
    try {
      return PipUpstream.find(System.getenv(), Path.of(System.getProperty("user.home", "")));
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("Option --upstream: " + e.getMessage(), e);
    }
  }

  private static URI uri(String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("Option --upstream: the URL cannot be read", e);
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "Option --upstream: the URL holds credentials, which others could read; put it into"
              + " pip's configuration and say NAME=pip");
    }
    return uri;
  }
}
