package dev.storekeeper.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Proves who asks: a {@code GetCallerIdentity} request of STS that the caller signs and the
 * function sends. Two of its signed headers bind it to one action and one set of parameters.
 *
 * @param sts the address of STS that the function asks
 * @param region its region
 * @param clock the time of the signature
 */
record SignedIdentity(URI sts, String region, Clock clock) {
  private static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";

  /** The headers of the request, which are as good as the caller's word for five minutes. */
  ObjectNode sign(AwsCredentialsIdentity credentials, String action, ObjectNode parameters) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(sts)
            .putHeader("content-type", "application/x-www-form-urlencoded")
            .putHeader("x-storekeeper-action", action)
            .putHeader("x-storekeeper-subject", subject(parameters))
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(it ->
                it.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromUtf8String(BODY))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    signed
        .request()
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }

  /** SHA-256 of parameters in canonical JSON (RFC 8785): names sorted, no spaces, UTF-8. */
  static String subject(ObjectNode parameters) {
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    Map<String, JsonNode> byName = new TreeMap<>();
    parameters.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
    byName.forEach(sorted::set);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(sorted.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
