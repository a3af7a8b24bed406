package dev.storekeeper.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;

/** The token endpoint over HTTP, as friends and strangers call it. */
final class TokenEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  static final String FORM = "application/x-www-form-urlencoded";
  static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:id_token";
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI base;

  TokenEndpoint(URI base) {
    this.base = base;
  }

  /**
   * What the endpoint answered.
   *
   * @param status the HTTP status
   * @param head all headers as text
   * @param body the body
   */
  record Answer(int status, String head, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + body, e);
      }
    }

    /** The machine-readable code of an error; empty if there is none. */
    String code() {
      return body.startsWith("{") ? json().path("code").asText() : "";
    }

    @Override
    public String toString() {
      return status + " " + body;
    }
  }

  /** An exchange in the form of RFC 8693; further parameters by name and value. */
  Answer exchange(String token, String... parameters) throws IOException, InterruptedException {
    return post("/token", FORM, form(token, parameters));
  }

  Answer explain(String token, String... parameters) throws IOException, InterruptedException {
    return post("/token/explain", FORM, form(token, parameters));
  }

  static String form(String token, String... parameters) {
    StringJoiner form = new StringJoiner("&");
    form.add("grant_type=" + encode(GRANT_TYPE));
    form.add("subject_token_type=" + encode(TOKEN_TYPE));
    form.add("subject_token=" + encode(token));
    for (int i = 0; i < parameters.length; i += 2) {
      form.add(encode(parameters[i]) + "=" + encode(parameters[i + 1]));
    }
    return form.toString();
  }

  Answer post(String path, String contentType, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, Optional.of(contentType), body, headers);
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, Optional.empty(), "", headers);
  }

  Answer send(
      String method, String path, Optional<String> contentType, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(LIMIT)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    contentType.ifPresent(type -> request.header("Content-Type", type));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    StringBuilder head = new StringBuilder();
    response
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(v -> head.append(name + ": " + v + "\n")));
    return new Answer(response.statusCode(), head.toString(), response.body());
  }

  /** Sends bytes as they are, with what no proper client would send, and reads to the end. */
  Answer raw(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(all);
      String text = all.toString(StandardCharsets.UTF_8);
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new AssertionError("no HTTP answer: " + text);
      }
      String head = text.substring(0, end);
      int status = Integer.parseInt(head.split(" ", 3)[1]);
      return new Answer(status, head, text.substring(end + 4));
    }
  }

  /** A request with the given request line and headers, closed after the answer. */
  Answer raw(String requestLine, String body, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(requestLine + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head.append("Content-Length: ").append(bytes.length).append("\r\nConnection: close\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(bytes);
    return raw(request.toByteArray());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
