package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.time.Instant;

/**
 * What is kept of an authorization token; the token itself is not.
 *
 * @param domain the domain it is good for
 * @param principal whom it stands for
 * @param expires when it ceases to be good
 */
public record Token(DomainId domain, Principal principal, Instant expires) {
  static final Codec<Token> CODEC = new TokenCodec();

  private static final class TokenCodec implements Codec<Token> {
    @Override
    public JsonNode encode(Token token) {
      return Json.object()
          .put("owner", token.domain.owner())
          .put("domain", token.domain.name())
          .put("expires", token.expires.toString())
          .put("account", token.principal.account())
          .put("arn", token.principal.arn())
          .set("context", Json.object(token.principal.context()));
    }

    @Override
    public Token decode(JsonNode json) {
      return new Token(
          new DomainId(json.path("owner").asText(), json.path("domain").asText()),
          new Principal(
              json.path("account").asText(),
              json.path("arn").asText(),
              Json.map(json.path("context"))),
          Instant.parse(json.path("expires").asText()));
    }
  }
}
