package dev.storekeeper.sandbox.runtime.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.HashMap;
import java.util.Map;

/** Refusals in the AWS JSON protocols, for services that add headers of their own. */
public final class JsonErrors {
  private JsonErrors() {}

  /** A refusal as {@code {"__type": code, "message": text}} with {@code x-amzn-errortype}. */
  public static AwsResponse response(AwsException refusal, Map<String, String> moreHeaders) {
    Map<String, String> headers = new HashMap<>(moreHeaders);
    headers.put("x-amzn-errortype", refusal.code());
    AwsResponse body =
        AwsResponse.json(
            refusal.status(),
            JsonNodeFactory.instance
                .objectNode()
                .put("__type", refusal.code())
                .put("message", refusal.getMessage()));
    return new AwsResponse(refusal.status(), headers, body.contentType(), body.body());
  }
}
