package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.Loopback.Reply;
import dev.storekeeper.cleanup.Loopback.Request;
import dev.storekeeper.cleanup.json.JsonFields;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs as a command line does, and checks signatures as STS does. A principal's access key is its
 * ARN in hexadecimal digits, and its secret the same.
 */
final class Sts {
  private static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final Pattern AUTHORIZATION =
      Pattern.compile(".*Credential=([0-9a-f]+)/.*SignedHeaders=([^,]+),.*");

  private Sts() {}

  static ObjectNode sign(URI uri, Clock clock, String by, String action, ObjectNode parameters) {
    String subject;
    try {
      subject = Parameters.of(Action.of(action), parameters).subject();
    } catch (ControlException e) {
      throw new IllegalArgumentException(e);
    }
    return sign(
        uri,
        clock,
        by,
        Map.of(
            "content-type", "application/x-www-form-urlencoded",
            "x-storekeeper-action", action,
            "x-storekeeper-subject", subject));
  }

  static ObjectNode sign(URI uri, Clock clock, String by, Map<String, String> headers) {
    String key = HexFormat.of().formatHex(by.getBytes(StandardCharsets.UTF_8));
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(uri.resolve("/"));
    headers.forEach(request::putHeader);
    ObjectNode json = JsonFields.object();
    AwsV4HttpSigner.create()
        .sign(it ->
            it.identity(AwsCredentialsIdentity.create(key, key))
                .request(request.build())
                .payload(ContentStreamProvider.fromUtf8String(BODY))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request()
        .headers()
        .forEach((name, values) -> json.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return json;
  }

  /** Signs what arrived once more and compares. */
  static Reply vouch(Request request) {
    String authorization = request.header("authorization");
    Matcher matcher = AUTHORIZATION.matcher(authorization);
    if (!matcher.matches() || !request.text().equals(BODY)) {
      return new Reply(400, Map.of(), "<E><Error><Code>Malformed</Code></Error></E>");
    }
    String arn = new String(HexFormat.of().parseHex(matcher.group(1)), StandardCharsets.UTF_8);
    List<String> signed = new ArrayList<>(List.of(matcher.group(2).split(";", -1)));
    signed.removeAll(List.of("host", "x-amz-date", "x-amz-content-sha256"));
    Map<String, String> headers = new TreeMap<>();
    signed.forEach(name -> headers.put(name, request.header(name)));
    Instant time =
        LocalDateTime.parse(request.header("x-amz-date"), TIME).toInstant(ZoneOffset.UTC);
    ObjectNode again =
        sign(
            URI.create("http://" + request.header("host")),
            Clock.fixed(time, ZoneOffset.UTC),
            arn,
            headers);
    if (!again.path("authorization").asText().equals(authorization)) {
      return new Reply(403, Map.of(), "<E><Error><Code>SignatureDoesNotMatch</Code></Error></E>");
    }
    return new Reply(
        200,
        Map.of("Content-Type", "text/xml"),
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>"
            + arn
            + "</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>");
  }
}
