package dev.storekeeper.sandbox.runtime.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How the protocol of a request writes refusals. */
sealed interface ErrorProtocol {
  String EXPIRED = "The security token included in the request is expired";
  String THROTTLED = "Rate exceeded, as the sandbox was asked to say";
  String FAILED = "The service failed, as the sandbox was asked to let it";

  /** A refusal in this protocol. */
  AwsResponse render(AwsException refusal, String requestId);

  /** The refusal of a call whose session has ended. */
  default AwsException expired() {
    return new AwsException(403, "ExpiredTokenException", EXPIRED);
  }

  /** The refusal of one call too many. */
  AwsException throttled();

  /** The failure of a service. */
  AwsException failed();

  /** A service's answer with this protocol's content type. */
  default AwsResponse adapt(AwsResponse response) {
    return response;
  }

  /** The protocol that a request speaks, from its headers. */
  static ErrorProtocol of(HttpExchange exchange) {
    if (Credential.of(exchange).filter(found -> found.service().equals("s3")).isPresent()) {
      return new RestXml(exchange.getRequestURI().getRawPath());
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String query = exchange.getRequestURI().getRawQuery();
    if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
      return new AwsJson(
          type != null && type.startsWith("application/x-amz-json-")
              ? type
              : "application/x-amz-json-1.0");
    }
    boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
    return form || (query != null && query.contains("Action=")) ? new Query() : new RestJson();
  }

  /** AWS JSON 1.0 and 1.1: the operation in {@code X-Amz-Target}. */
  record AwsJson(String contentType) implements ErrorProtocol {
    @Override
    public AwsResponse render(AwsException refusal, String requestId) {
      return adapt(JsonErrors.response(refusal, Map.of()));
    }

    @Override
    public AwsException expired() {
      return new AwsException(400, "ExpiredTokenException", EXPIRED);
    }

    @Override
    public AwsException throttled() {
      return new AwsException(400, "ThrottlingException", THROTTLED);
    }

    @Override
    public AwsException failed() {
      return new AwsException(500, "InternalServerError", FAILED);
    }

    @Override
    public AwsResponse adapt(AwsResponse response) {
      return response.contentType().equals("application/json")
          ? new AwsResponse(response.status(), response.headers(), contentType, response.body())
          : response;
    }
  }

  /** The query protocol: a form in, XML out. */
  record Query() implements ErrorProtocol {
    @Override
    public AwsResponse render(AwsException refusal, String requestId) {
      String body =
          new XmlWriter()
              .open("ErrorResponse")
              .open("Error")
              .element("Type", refusal.status() < 500 ? "Sender" : "Receiver")
              .element("Code", refusal.code())
              .element("Message", refusal.getMessage())
              .close("Error")
              .element("RequestId", requestId)
              .close("ErrorResponse")
              .toString();
      AwsResponse xml = AwsResponse.xml(body);
      return new AwsResponse(refusal.status(), xml.headers(), xml.contentType(), xml.body());
    }

    @Override
    public AwsException expired() {
      return new AwsException(403, "ExpiredToken", EXPIRED);
    }

    @Override
    public AwsException throttled() {
      return new AwsException(400, "Throttling", THROTTLED);
    }

    @Override
    public AwsException failed() {
      return new AwsException(500, "InternalFailure", FAILED);
    }
  }

  /** The REST-JSON protocol: methods and paths. */
  record RestJson() implements ErrorProtocol {
    @Override
    public AwsException throttled() {
      return new AwsException(429, "ThrottlingException", THROTTLED);
    }

    @Override
    public AwsException failed() {
      return new AwsException(500, "InternalServerException", FAILED);
    }

    @Override
    public AwsResponse render(AwsException refusal, String requestId) {
      AwsResponse body =
          AwsResponse.json(
              refusal.status(),
              JsonNodeFactory.instance.objectNode().put("message", refusal.getMessage()));
      Map<String, String> headers =
          refusal.status() == 429
              ? Map.of("x-amzn-errortype", refusal.code(), "Retry-After", "1")
              : Map.of("x-amzn-errortype", refusal.code());
      return new AwsResponse(body.status(), headers, body.contentType(), body.body());
    }
  }

  /** The REST-XML protocol of S3. */
  record RestXml(String resource) implements ErrorProtocol {
    @Override
    public AwsException expired() {
      return new AwsException(400, "ExpiredToken", "The provided token has expired.");
    }

    @Override
    public AwsException throttled() {
      return new AwsException(503, "SlowDown", THROTTLED);
    }

    @Override
    public AwsException failed() {
      return new AwsException(500, "InternalError", FAILED);
    }

    @Override
    public AwsResponse render(AwsException refusal, String requestId) {
      String body =
          new XmlWriter()
              .open("Error")
              .element("Code", refusal.code())
              .element("Message", refusal.getMessage())
              .element("Resource", resource)
              .element("RequestId", requestId)
              .close("Error")
              .toString();
      return new AwsResponse(
          refusal.status(),
          Map.of("x-amz-request-id", requestId),
          "application/xml",
          ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body).getBytes(StandardCharsets.UTF_8));
    }
  }
}
