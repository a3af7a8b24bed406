package dev.storekeeper.sandbox.codeartifact.control;

import dev.storekeeper.sandbox.codeartifact.catalog.Paging;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Paging by opaque tokens. A token holds where the page before ended and a fingerprint of that
 * place and the request, so that it is refused when damaged and with any other operation, caller or
 * filter.
 */
final class PageTokens {
  private static final int FINGERPRINT_LENGTH = 16;

  private PageTokens() {}

  /** The page that a request asks for with its token and maximum, in query or body. */
  static Paging paging(ApiRequest request, int defaultLimit) {
    Optional<Integer> limit =
        request
            .optional("max-results")
            .map(Integer::parseInt)
            .or(() -> request.body().number("maxResults", Constraints.MAX_RESULTS));
    String after =
        request
            .optional("next-token")
            .or(() -> request.body().text("nextToken", Constraints.NEXT_TOKEN))
            .map(token -> open(request, token))
            .orElse("");
    return new Paging(after, limit.orElse(defaultLimit));
  }

  /** The token for the page after the one that ended at a place. */
  static String seal(ApiRequest request, String place) {
    byte[] bytes = (fingerprint(request, place) + place).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String open(ApiRequest request, String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String place = text.substring(Math.min(FINGERPRINT_LENGTH, text.length()));
      if (text.startsWith(fingerprint(request, place))) {
        return place;
      }
    } catch (IllegalArgumentException notBase64) {
      throw badToken(request);
    }
    throw badToken(request);
  }

  private static RuntimeException badToken(ApiRequest request) {
    String name =
        request.operation().query().known().contains("next-token") ? "next-token" : "nextToken";
    return Constraint.violation(
        name,
        "found a token that was not given here",
        "the token of the page before, of the same " + request.operation().wireName() + " request");
  }

  private static String fingerprint(ApiRequest request, String place) {
    Map<String, String> filters = new TreeMap<>(request.query());
    filters.remove("next-token");
    filters.remove("max-results");
    String account = request.principal().account();
    String text = String.join("\n", request.operation().name(), account, filters.toString(), place);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_LENGTH / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
