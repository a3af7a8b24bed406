package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a job comes from, in names that are the same for every CI. */
final class Provenance {
  private static final Pattern CLAIM = Pattern.compile("\\{([^{}]+)}");

  private Provenance() {}

  /** The names that a token has values for. */
  static Map<String, String> of(Issuer issuer, ObjectNode policyClaims) {
    Map<String, String> provenance = new TreeMap<>();
    issuer
        .preset()
        .provenance()
        .forEach((name, source) ->
            value(issuer, source, policyClaims).ifPresent(value -> provenance.put(name, value)));
    return provenance;
  }

  private static Optional<String> value(Issuer issuer, String source, ObjectNode claims) {
    if (source.indexOf('{') < 0) {
      return text(claims, source);
    }
    boolean complete =
        CLAIM.matcher(source).results().allMatch(claim -> text(claims, claim.group(1)).isPresent());
    return complete && isAbout(issuer, source)
        ? Optional.of(CLAIM.matcher(source).replaceAll(claim -> quoted(claims, claim)))
        : Optional.empty();
  }

  /** A template that spells out a web site is the public service's; others run elsewhere. */
  private static boolean isAbout(Issuer issuer, String template) {
    return !template.startsWith("https://")
        || issuer.preset().issuer().filter(url -> host(url).equals(host(issuer.url()))).isPresent();
  }

  private static String quoted(ObjectNode claims, MatchResult claim) {
    return Matcher.quoteReplacement(text(claims, claim.group(1)).orElse(""));
  }

  private static Optional<String> text(ObjectNode claims, String claim) {
    return Optional.ofNullable(claims.get(claim))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty());
  }

  private static String host(String url) {
    return String.valueOf(URI.create(url).getHost());
  }
}
