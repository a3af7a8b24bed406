package dev.storekeeper.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * ID tokens of the shape and size of GitHub Actions', signed with RS256 and a key of 2048 bits.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">OpenID Connect
 *     reference</a>
 */
final class GitHubTokens {
  static final String ISSUER = "https://token.actions.githubusercontent.com";
  static final String AUDIENCE = "storekeeper";
  static final String KEY_ID = "38826b17-6a30-5f9b-b169-8beb8202f723";

  /** GitHub's tokens live five minutes, and a trial is shorter. */
  private static final int LIFETIME_SECONDS = 300;

  private final KeyPair keys;

  GitHubTokens() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  RSAPublicKey publicKey() {
    return (RSAPublicKey) keys.getPublic();
  }

  /** Fresh tokens of one repository's runs, all different. */
  List<String> issue(int count) {
    Instant now = Instant.now();
    return IntStream.range(0, count).mapToObj(run -> sign(claims(run, now))).toList();
  }

  private String sign(String claims) {
    String header =
        """
        {"typ":"JWT","alg":"RS256","x5t":"OCaBf2owX1uxaYvrggL3I_mgm2Y","kid":"%s"}\
        """
            .formatted(KEY_ID);
    String input = encode(bytes(header)) + "." + encode(bytes(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(bytes(input));
      return input + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String claims(int run, Instant now) {
    long issued = now.getEpochSecond();
    return """
    {"jti":"example-%1$036d","sub":"repo:octo-org/octo-repo:environment:production",\
    "aud":"%2$s","ref":"refs/heads/main","sha":"6113728f27ae82c7b1a177c8d03f9e96e0adf246",\
    "repository":"octo-org/octo-repo","repository_owner":"octo-org",\
    "repository_owner_id":"65","run_id":"%1$011d","run_number":"%1$d","run_attempt":"1",\
    "repository_visibility":"private","repository_id":"74","actor_id":"12",\
    "actor":"octocat","workflow":"release","head_ref":"","base_ref":"",\
    "event_name":"push","environment":"production","ref_protected":"true",\
    "ref_type":"branch",\
    "workflow_ref":"octo-org/octo-repo/.github/workflows/release.yml@refs/heads/main",\
    "workflow_sha":"6113728f27ae82c7b1a177c8d03f9e96e0adf246",\
    "job_workflow_ref":"octo-org/shared/.github/workflows/build.yml@refs/tags/v4",\
    "job_workflow_sha":"0f4d3a9b8c7e6d5f4a3b2c1d0e9f8a7b6c5d4e3f",\
    "check_run_id":"56000000001","runner_environment":"github-hosted",\
    "enterprise":"octo","enterprise_id":"7","iss":"%3$s",\
    "nbf":%4$d,"exp":%5$d,"iat":%6$d}\
    """
        .formatted(run, AUDIENCE, ISSUER, issued - 300, issued + LIFETIME_SECONDS, issued);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
