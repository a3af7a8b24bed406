package dev.storekeeper.cleanup.control;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out who asks. The caller signs a {@code GetCallerIdentity} request with the headers {@code
 * x-storekeeper-action} and {@code x-storekeeper-subject}; it is sent to STS, which alone can check
 * the signature, and STS says whose it is. Where it is sent and what it asks are never taken from
 * the caller. STS takes a request for a quarter of an hour (Signature Version 4); meanwhile it can
 * be sent again, for the same action and subject only, which changes nothing more. Safe for use by
 * many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">STS
 *     API reference, GetCallerIdentity</a>
 */
public final class Caller {
  private static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 64 * 1024;
  private static final Set<String> SIGNED =
      Set.of("host", "x-amz-date", "x-storekeeper-action", "x-storekeeper-subject");
  private static final Set<String> CONTENT_TYPES =
      Set.of(
          "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8");
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256"
              + " Credential=[A-Za-z0-9_]{1,128}/[0-9]{8}/([a-z0-9-]{1,32})/sts/aws4_request,"
              + " ?SignedHeaders=([a-z0-9;-]{1,512}), ?Signature=[0-9a-f]{64}");

  private final URI sts;
  private final String region;
  private final Principals principals;
  private final HttpClient http;

  /**
   * Callers that STS at this address vouches for.
   *
   * @param sts its address, as {@link #endpoint} says
   * @param region the region that requests have to be signed for
   * @param principals who may ask for changes
   */
  public Caller(URI sts, String region, Principals principals) {
    this.sts = sts.resolve("/");
    this.region = region;
    this.principals = principals;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
  }

  /**
   * The address of a region's STS.
   *
   * @param override the value of {@code AWS_ENDPOINT_URL}, if it is set
   */
  public static URI endpoint(String region, Optional<String> override) {
    String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return URI.create(override.orElse("https://sts." + region + "." + suffix)).resolve("/");
  }

  /** The ARN of who signed these headers for this action and subject. */
  String arn(SignedHeaders headers, Action action, String subject) throws ControlException {
    checkSignature(headers);
    check(headers, "host", host());
    check(headers, "x-storekeeper-action", action.word());
    check(headers, "x-storekeeper-subject", subject);
    if (!CONTENT_TYPES.contains(headers.get("content-type"))) {
      throw unproved("the header content-type is not that of a form");
    }
    String arn = ask(headers);
    principals.check(arn);
    return arn;
  }

  private void checkSignature(SignedHeaders headers) throws ControlException {
    Matcher matcher = AUTHORIZATION.matcher(headers.get("authorization"));
    if (!matcher.matches()) {
      throw unproved("the header authorization is not one of Signature Version 4 for STS");
    }
    if (!matcher.group(1).equals(region)) {
      throw unproved("the request is signed for " + matcher.group(1) + ", expected " + region);
    }
    Set<String> signed = new HashSet<>(Arrays.asList(matcher.group(2).split(";", -1)));
    Set<String> sent = new HashSet<>(headers.names());
    sent.remove("authorization");
    Set<String> unsigned = new HashSet<>(sent);
    unsigned.addAll(SIGNED);
    unsigned.removeAll(signed);
    if (!unsigned.isEmpty() || !sent.containsAll(signed)) {
      throw unproved("the signed headers are " + matcher.group(2) + ", which are not those sent");
    }
  }

  private static void check(SignedHeaders headers, String name, String expected)
      throws ControlException {
    String found = headers.get(name);
    if (!found.equals(expected)) {
      throw unproved(
          "the header " + name + " is " + Shown.text(found) + ", expected " + Shown.text(expected));
    }
  }

  private String ask(SignedHeaders headers) throws ControlException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(sts)
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(BODY));
    for (String name : headers.names()) {
      if (!name.equals("host")) {
        request.header(name, headers.get(name));
      }
    }
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      byte[] body;
      try (InputStream content = response.body()) {
        body = content.readNBytes(MAX_BYTES);
      }
      return IdentityResponse.arn(response.statusCode(), body);
    } catch (IOException e) {
      throw ControlException.unavailable("AWS STS cannot be reached, so it is not known who asks");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ControlException.unavailable("interrupted while AWS STS was asked who asks");
    }
  }

  /** As HTTP clients and signers spell it: without the port that is usual anyway. */
  private String host() {
    int usual = sts.getScheme().equals("https") ? 443 : 80;
    return sts.getPort() < 0 || sts.getPort() == usual
        ? sts.getHost()
        : sts.getHost() + ":" + sts.getPort();
  }

  private static ControlException unproved(String why) {
    return ControlException.refused("It is not proved who asks: " + why);
  }
}
