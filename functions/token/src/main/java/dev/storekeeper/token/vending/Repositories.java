package dev.storekeeper.token.vending;

import dev.storekeeper.trust.Grant;
import java.net.URI;

/** Where repositories are served. Implementations are safe for use by many threads. */
public interface Repositories {
  /**
   * The endpoint of a repository of a grant for a package format; ends in a slash.
   *
   * @throws VendingException if it cannot be told
   */
  URI endpoint(Grant grant, String repository, String packageFormat) throws VendingException;
}
