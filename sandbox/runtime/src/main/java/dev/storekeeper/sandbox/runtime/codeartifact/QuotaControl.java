package dev.storekeeper.sandbox.runtime.codeartifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactHandler;
import dev.storekeeper.sandbox.codeartifact.RequestQuotas;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.control.ControlResource;

/**
 * CodeArtifact's request quotas: {@code {"factor":10}}, a multiple of the service's defaults, or
 * {@code {"factor":"off"}}.
 */
public final class QuotaControl implements ControlResource {
  private static final String FACTOR = "factor";
  private static final String OFF = "off";

  private final CodeArtifactHandler codeArtifact;

  /** The control of a server's quotas. */
  public QuotaControl(CodeArtifactHandler codeArtifact) {
    this.codeArtifact = codeArtifact;
  }

  @Override
  public JsonNode get() {
    RequestQuotas quotas = codeArtifact.quotas();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return quotas.limited() ? node.put(FACTOR, quotas.factor()) : node.put(FACTOR, OFF);
  }

  @Override
  public JsonNode post(JsonNode body) {
    codeArtifact.limit(quotas(body));
    return get();
  }

  private static RequestQuotas quotas(JsonNode body) {
    JsonNode factor = body.path(FACTOR);
    if (body.size() == 1 && factor.isTextual() && factor.asText().equals(OFF)) {
      return RequestQuotas.NONE;
    }
    if (body.size() == 1 && factor.isNumber() && factor.asDouble() > 0) {
      return new RequestQuotas(factor.asDouble());
    }
    throw new AwsException(
        400,
        "ValidationException",
        "found " + body + ", expected {\"factor\":1}, a number above 0, or {\"factor\":\"off\"}");
  }
}
