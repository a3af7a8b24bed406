package dev.storekeeper.token.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;

/** What the endpoint says of itself (RFC 8414), under its configured or the gateway's own name. */
public final class Metadata {
  private final Optional<URI> publicUrl;

  /** Metadata of an endpoint at this URL; absent for the gateway's own. */
  public Metadata(Optional<URI> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** The answer. The Host header is not looked at: whoever sends a request chooses it. */
  public HttpResponse of(HttpRequest request) {
    String base =
        publicUrl
            .map(url -> url.toString().replaceFirst("/+$", ""))
            .orElse("https://" + request.domainName());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("issuer", base);
    json.put("token_endpoint", base + "/token");
    json.putArray("grant_types_supported").add("urn:ietf:params:oauth:grant-type:token-exchange");
    json.putArray("token_endpoint_auth_methods_supported").add("none");
    json.putArray("response_types_supported");
    json.putArray("scopes_supported").add("read").add("publish");
    json.put("token_explain_endpoint", base + "/token/explain");
    json.put("audience_uri", base + "/audience");
    json.put("policy_schema_uri", base + "/schema/policy.json");
    return HttpResponse.json(200, json);
  }
}
