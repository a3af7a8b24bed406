package dev.storekeeper.sandbox.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which service an unsigned request is for, from what its protocol gives away. */
final class ServiceNames {
  private static final Map<String, String> BY_TARGET =
      Map.ofEntries(
          Map.entry("AmazonSQS", "sqs"),
          Map.entry("AWSEvents", "events"),
          Map.entry("DynamoDB_20120810", "dynamodb"),
          Map.entry("DynamoDBStreams_20120810", "dynamodb"),
          Map.entry("Logs_20140328", "logs"),
          Map.entry("AmazonSSM", "ssm"),
          Map.entry("secretsmanager", "secretsmanager"),
          Map.entry("TrentService", "kms"),
          Map.entry("AWSStepFunctions", "states"));
  private static final Map<String, String> BY_VERSION =
      Map.of(
          "2010-03-31", "sns",
          "2011-06-15", "sts",
          "2012-11-05", "sqs",
          "2010-05-15", "cloudformation",
          "2010-05-08", "iam",
          "2010-08-01", "monitoring");
  private static final Map<String, String> BY_PATH =
      Map.of(
          "/2015-03-31/", "lambda",
          "/schedules", "scheduler",
          "/schedule-groups", "scheduler",
          "/v1/pipes", "pipes");
  private static final int PARAMETERS_READ = 64 << 10;

  Optional<String> ofUnsigned(CallExchange call) {
    String target = call.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      int dot = target.indexOf('.');
      return Optional.of(BY_TARGET.getOrDefault(target.substring(0, Math.max(dot, 0)), target));
    }
    return ofVersion(parameters(call)).or(() -> ofPath(call.getRequestURI().getRawPath()));
  }

  /** The operation that a request names, in a header or a parameter. */
  Optional<String> operation(CallExchange call) {
    return Optional.ofNullable(call.getRequestHeaders().getFirst("X-Amz-Target"))
        .map(target -> target.substring(target.lastIndexOf('.') + 1))
        .or(() -> Optional.ofNullable(parameters(call).get("Action")));
  }

  AwsException notServed(Optional<String> name, CallExchange call, Set<String> served) {
    String operation =
        Optional.ofNullable(call.getRequestHeaders().getFirst("X-Amz-Target"))
            .or(() -> operation(call))
            .orElse(call.getRequestMethod() + " " + call.getRequestURI().getRawPath());
    String what = name.map(service -> "the service " + service).orElse("what this request is for");
    return new AwsException(
        501,
        "NotImplemented",
        "the sandbox does not serve " + what + " (" + operation + "), only " + served);
  }

  private static Optional<String> ofVersion(Map<String, String> parameters) {
    return Optional.ofNullable(parameters.get("Action"))
        .flatMap(action -> Optional.ofNullable(parameters.get("Version")))
        .flatMap(version -> Optional.ofNullable(BY_VERSION.get(version)));
  }

  private static Optional<String> ofPath(String path) {
    return BY_PATH.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, String> parameters(CallExchange call) {
    String query = call.getRequestURI().getRawQuery();
    if (query != null && query.contains("Action=")) {
      return Forms.decode(query);
    }
    return isForm(call) ? Forms.decode(startOf(call)) : Map.of();
  }

  private static boolean isForm(HttpExchange call) {
    String type = call.getRequestHeaders().getFirst("Content-Type");
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  private static String startOf(CallExchange call) {
    try {
      String start = new String(call.peek(PARAMETERS_READ), StandardCharsets.ISO_8859_1);
      return start.length() < PARAMETERS_READ
          ? start
          : start.substring(0, start.lastIndexOf('&') + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the request's parameters", e);
    }
  }
}
