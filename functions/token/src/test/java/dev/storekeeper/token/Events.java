package dev.storekeeper.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Requests as API Gateway passes them on, made from the repository's sample event. */
public final class Events {
  public static final ObjectMapper JSON = new ObjectMapper();
  public static final Path ROOT = Path.of(System.getProperty("storekeeper.root"));

  private Events() {}

  public static ObjectNode sample(String file) {
    try {
      return (ObjectNode) JSON.readTree(Files.readString(ROOT.resolve("events").resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request without a body. */
  public static ObjectNode request(String method, String path) {
    ObjectNode event = sample("token-request.json");
    event.put("routeKey", "ANY " + path).put("rawPath", path).put("isBase64Encoded", false);
    event.remove("body");
    event.putObject("headers").put("accept", "*/*").put("host", "evil.example");
    ((ObjectNode) event.at("/requestContext/http")).put("method", method).put("path", path);
    return event;
  }

  /** A form with these names and values, percent-encoded here, in Base64 as the gateway does. */
  public static ObjectNode form(String... namesAndValues) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.add(
          namesAndValues[i]
              + "="
              + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    return rawForm(String.join("&", pairs));
  }

  /** A form whose body is given as it is. */
  public static ObjectNode rawForm(String body) {
    ObjectNode event =
        header(request("POST", "/token"), "content-type", "application/x-www-form-urlencoded");
    return event
        .put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)))
        .put("isBase64Encoded", true);
  }

  /** A strict RFC 8693 exchange of a token, and more parameters. */
  public static ObjectNode exchange(String token, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:id_token",
                "subject_token",
                token));
    all.addAll(List.of(more));
    return form(all.toArray(String[]::new));
  }

  public static ObjectNode json(String body) {
    return header(request("POST", "/token"), "content-type", "application/json").put("body", body);
  }

  public static ObjectNode header(ObjectNode event, String name, String value) {
    ((ObjectNode) event.path("headers")).put(name, value);
    return event;
  }
}
