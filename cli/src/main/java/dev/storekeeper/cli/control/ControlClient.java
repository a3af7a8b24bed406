package dev.storekeeper.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Asks the control function. Region and credentials are those of the AWS SDK's default chains;
 * {@code AWS_ENDPOINT_URL} is honoured. Safe for use by many threads.
 */
public final class ControlClient implements AutoCloseable {
  private static final int SCHEMA = 1;
  private static final int MAX_SHOWN = 300;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final JsonMapper JSON = new JsonMapper();

  private final FunctionName function;
  private final SignedIdentity identity;
  private final DefaultCredentialsProvider credentials;
  private final LambdaClient lambda;

  /**
   * Asks a function.
   *
   * @param function its name or ARN
   * @param environment the environment variables
   * @throws ControlUnavailableException if no region is known
   */
  public ControlClient(String function, Function<String, Optional<String>> environment, Clock clock)
      throws ControlUnavailableException {
    this.function = new FunctionName(function);
    Optional<URI> endpoint =
        environment.apply("AWS_ENDPOINT_URL").filter(it -> !it.isBlank()).map(URI::create);
    String region = region(this.function, environment);
    String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    URI sts = endpoint.orElse(URI.create("https://sts." + region + "." + suffix)).resolve("/");
    this.identity = new SignedIdentity(sts, region, clock);
    this.credentials = DefaultCredentialsProvider.builder().build();
    LambdaClientBuilder builder =
        LambdaClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials)
            .httpClient(UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT).build())
            .overrideConfiguration(it -> it.apiCallTimeout(TIMEOUT));
    endpoint.ifPresent(builder::endpointOverride);
    this.lambda = builder.build();
  }

  /** Asks for something that changes nothing. */
  public ControlAnswer look(String action, ObjectNode parameters) throws IOException {
    return send(request(action, parameters));
  }

  /** Asks for a change, and proves who asks. */
  public ControlAnswer change(String action, ObjectNode parameters) throws IOException {
    parameters.put("function", function.name());
    ObjectNode request = request(action, parameters);
    try {
      request.set("identity", identity.sign(credentials.resolveCredentials(), action, parameters));
    } catch (SdkException e) {
      throw new ControlUnavailableException(
          "No AWS credentials: " + shown(String.valueOf(e.getMessage())), e);
    }
    return send(request);
  }

  private static ObjectNode request(String action, ObjectNode parameters) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
    request.put("action", action).set("parameters", parameters);
    return request;
  }

  private ControlAnswer send(ObjectNode request) throws IOException {
    InvokeResponse response;
    try {
      response =
          lambda.invoke(it ->
              it.functionName(function.text())
                  .payload(SdkBytes.fromUtf8String(request.toString())));
    } catch (SdkException e) {
      throw new ControlUnavailableException(
          "The function %s cannot be asked: %s"
              .formatted(function.text(), shown(String.valueOf(e.getMessage()))),
          e);
    }
    JsonNode json = JSON.readTree(response.payload().asByteArray());
    if (response.functionError() != null) {
      throw new ControlUnavailableException(
          "The function %s failed; its log says more: %s"
              .formatted(function.text(), shown(json.path("errorMessage").asText())));
    }
    return answer(json);
  }

  private ControlAnswer answer(JsonNode json) throws ControlUnavailableException {
    String word = json.path("outcome").asText().toUpperCase(Locale.ROOT);
    for (ControlAnswer.Outcome outcome : ControlAnswer.Outcome.values()) {
      if (json instanceof ObjectNode object
          && outcome.name().equals(word)
          && json.path("schema").asInt() == SCHEMA) {
        return new ControlAnswer(outcome, json.path("message").asText(), object);
      }
    }
    throw new ControlUnavailableException(
        "The function %s is not the one of cleanup, or of another release"
            .formatted(function.text()));
  }

  private static String region(
      FunctionName function, Function<String, Optional<String>> environment)
      throws ControlUnavailableException {
    Optional<String> named = function.region().or(() -> environment.apply("AWS_REGION"));
    if (named.isPresent()) {
      return named.get();
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    } catch (SdkException e) {
      throw new ControlUnavailableException("No AWS region is known; expected AWS_REGION", e);
    }
  }

  private static String shown(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN - 3) + "...";
  }

  @Override
  public void close() {
    lambda.close();
    credentials.close();
  }
}
