package dev.storekeeper.token.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.token.configuration.Place;
import dev.storekeeper.token.configuration.Presentation;
import dev.storekeeper.token.configuration.Setup;
import dev.storekeeper.token.configuration.Tool;
import dev.storekeeper.token.exchange.Granted;
import dev.storekeeper.trust.Scope;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes granted requests as answers. */
public final class GrantedResponse {
  private final String region;
  private final String account;
  private final Clock clock;

  /** Answers for the domains of a region; those that name no owner are this account's. */
  public GrantedResponse(String region, String account, Clock clock) {
    this.region = region;
    this.account = account;
    this.clock = clock;
  }

  /** The answer. */
  public HttpResponse of(Granted granted, String requestId) {
    Presentation presentation = granted.presentation();
    return switch (presentation.kind()) {
      case JSON -> HttpResponse.json(200, json(granted, requestId));
      case SNIPPET -> HttpResponse.text(snippet(granted, presentation.tools().getFirst()));
      case DOTENV -> HttpResponse.text(dotenv(granted));
    };
  }

  private ObjectNode json(Granted granted, String requestId) {
    Duration left = Duration.between(clock.instant(), granted.token().expiresAt());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("access_token", granted.token().secret());
    json.put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
    json.put("token_type", "Bearer");
    json.put("expires_in", Math.max(0, left.toSeconds()));
    json.put(
        "scope",
        granted.grant().scopes().stream().map(Scope::text).collect(Collectors.joining(" ")));
    json.put("expires_at", granted.token().expiresAt().toString());
    json.put("grant", granted.grant().statement());
    json.put("domain", granted.grant().domain());
    json.put("domain_owner", granted.grant().domainOwner().orElse(account));
    json.put("region", region);
    ArrayNode repositories = json.putArray("repositories");
    granted
        .places()
        .forEach((repository, endpoints) -> {
          ObjectNode named = repositories.addObject().put("name", repository);
          ObjectNode urls = named.putObject("endpoints");
          endpoints.forEach((format, endpoint) -> urls.put(format, endpoint.toString()));
        });
    json.put("token_sha256", granted.token().sha256());
    json.put("request_id", requestId);
    ObjectNode config = json.putObject("config");
    granted
        .presentation()
        .tools()
        .forEach(tool -> config.set(tool.word(), setup(tool.setup(place(granted, tool)))));
    return json;
  }

  private static ObjectNode setup(Setup setup) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    setup
        .file()
        .ifPresent(file ->
            json.put("path", file.path()).put("mode", "0600").put("content", file.content()));
    ObjectNode environment = json.putObject("env");
    setup.environment().forEach(environment::put);
    return json;
  }

  private static String snippet(Granted granted, Tool tool) {
    return tool.snippet(place(granted, tool), granted.token().secret());
  }

  private static String dotenv(Granted granted) {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put(Setup.VARIABLE, Setup.SECRET);
    granted
        .presentation()
        .tools()
        .forEach(tool -> variables.putAll(tool.setup(place(granted, tool)).environment()));
    StringBuilder lines = new StringBuilder();
    variables.forEach((name, value) ->
        lines
            .append(name)
            .append('=')
            .append(value.replace(Setup.SECRET, granted.token().secret()))
            .append('\n'));
    return lines.toString();
  }

  /** The first repository is the one that tools are configured for. */
  private static Place place(Granted granted, Tool tool) {
    Map.Entry<String, Map<String, URI>> first = granted.places().entrySet().iterator().next();
    URI endpoint = first.getValue().get(tool.packageFormat());
    if (endpoint == null) {
      throw new IllegalStateException("no endpoint was looked up for " + tool.word());
    }
    return new Place(granted.grant().domain(), first.getKey(), endpoint);
  }
}
