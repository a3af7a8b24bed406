package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.sts.WebIdentities;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The CI systems that vouch for their jobs here, {@code github} and {@code gitlab}, each at {@code
 * /_sandbox/identity/<name>}, which is its issuer. Times go by the given clock. Safe for use by
 * many threads.
 */
public final class IdentityProviders implements HttpHandler, WebIdentities {
  /** The path that all providers are under. */
  public static final String PREFIX = "/_sandbox/identity/";

  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final Map<String, ProviderHandler> handlers = new LinkedHashMap<>();
  private final TokenCheck check;

  /**
   * Providers of a server.
   *
   * @param endpoint the server, for example {@code http://127.0.0.1:4575}
   * @param folder where their keys are kept; made when the first key is
   */
  public IdentityProviders(URI endpoint, Path folder, Clock clock) {
    for (CiSystem system : List.of(new GitHub(), new GitLab())) {
      Provider provider =
          new Provider(system, endpoint.resolve(PREFIX + system.name()), folder, clock);
      providers.put(system.name(), provider);
      handlers.put(system.name(), new ProviderHandler(provider));
    }
    this.check = new TokenCheck(List.copyOf(providers.values()), clock);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().substring(PREFIX.length()).split("/", 2);
    ProviderHandler handler = handlers.get(path[0]);
    try {
      if (handler == null) {
        throw new AwsException(
            404, "NotFound", "no provider \"" + path[0] + "\"; there are " + providers.keySet());
      }
      handler.handle(exchange, path.length > 1 ? path[1] : "");
    } catch (AwsException e) {
      Exchanges.json(
          exchange,
          e.status(),
          JsonNodeFactory.instance.objectNode().put("message", e.getMessage()));
    }
  }

  @Override
  public WebIdentity verify(String token) {
    return check.verify(token);
  }

  /** The providers and what was asked of them, for people. */
  public JsonNode view() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    providers
        .values()
        .forEach(provider ->
            list.addObject()
                .put("name", provider.system().name())
                .put("issuer", provider.issuer())
                .put("keys", provider.issuer() + "/" + provider.system().keysPath())
                .<ObjectNode>set("faults", provider.faults().json())
                .set("requests", provider.counts().json()));
    return list;
  }
}
