package dev.storekeeper.sandbox.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends what SDKs send. */
public final class TestClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  public TestClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  public static String authorization(String key, String service) {
    return "AWS4-HMAC-SHA256 Credential="
        + key
        + "/20261124/eu-west-1/"
        + service
        + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=00";
  }

  public HttpResponse<String> json(String service, String target, String body) {
    return send(
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", authorization("AKIDTEST", service))
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> query(String key, String service, Map<String, String> form) {
    return send(
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", authorization(key, service))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(encode(form))));
  }

  public static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path));
  }

  public static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
