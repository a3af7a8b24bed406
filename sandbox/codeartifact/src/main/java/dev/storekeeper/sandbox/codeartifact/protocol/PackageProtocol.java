package dev.storekeeper.sandbox.codeartifact.protocol;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/** One package manager's wire protocol. */
public interface PackageProtocol {
  /** The format's name in endpoints and APIs, for example {@code pypi}. */
  String format();

  /** How public repositories of the format are read, if that is known. */
  default Optional<PublicFormat> publicFormat() {
    return Optional.empty();
  }

  /**
   * Answers a request whose caller is already authenticated, and closes the exchange.
   *
   * @param exchange the request
   * @param path the raw path after the repository's endpoint, without a leading slash
   * @param repository the repository, acting for the caller
   * @throws dev.storekeeper.sandbox.codeartifact.ServiceException to refuse; the server renders it
   */
  void handle(HttpExchange exchange, String path, RepositoryAccess repository) throws IOException;
}
