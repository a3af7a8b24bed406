package dev.storekeeper.sandbox.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a signed request says of its signer (Signature Version 4): {@code <access key
 * id>/<date>/<region>/<service>/aws4_request}, in the Authorization header or, presigned, in the
 * query. URLs that are presigned with Version 2, as the aws cli makes them for S3, have the key
 * alone.
 *
 * @param accessKeyId the key that signed
 * @param service the service that the signature is for
 */
record Credential(String accessKeyId, String service) {
  private static final Pattern SCOPE =
      Pattern.compile("([A-Za-z0-9_-]{1,128})/\\d{8}/[a-z0-9*-]*/([a-z0-9-]+)/aws4_request");
  private static final Pattern HEADER =
      Pattern.compile("AWS4-[A-Z0-9-]+ .*?Credential=([^,\\s]+).*");

  static Optional<Credential> of(HttpExchange exchange) {
    List<String> headers = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
    Stream<String> signed =
        headers.stream().map(HEADER::matcher).filter(Matcher::matches).map(found -> found.group(1));
    Stream<String> presigned =
        Stream.ofNullable(exchange.getRequestURI().getRawQuery())
            .filter(query -> query.contains("X-Amz-Credential"))
            .flatMap(query -> Stream.ofNullable(Forms.decode(query).get("X-Amz-Credential")));
    return Stream.concat(signed, presigned)
        .map(SCOPE::matcher)
        .filter(Matcher::matches)
        .map(scope -> new Credential(scope.group(1), scope.group(2)))
        .findFirst()
        .or(() -> ofVersion2(exchange));
  }

  private static Optional<Credential> ofVersion2(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestURI().getRawQuery())
        .filter(query -> query.contains("AWSAccessKeyId=") && query.contains("Signature="))
        .flatMap(query -> Optional.ofNullable(Forms.decode(query).get("AWSAccessKeyId")))
        .filter(key -> key.matches("[A-Za-z0-9_-]{1,128}"))
        .map(key -> new Credential(key, "s3"));
  }
}
