package dev.storekeeper.sandbox.codeartifact;

import com.sun.net.httpserver.HttpExchange;

/** Says who sends a control-plane request. Used by many threads. */
@FunctionalInterface
public interface PrincipalResolver {
  /**
   * The sender of a request. The body must be left unread.
   *
   * @throws ServiceException to refuse the request
   */
  Principal resolve(HttpExchange exchange);
}
