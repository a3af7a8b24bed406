package dev.storekeeper.token.vending;

import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.trust.Grant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose doing everything is that a token does, for CloudTrail: session name, source identity and
 * session tags.
 *
 * @param sessionName the role session's name, which is its source identity too
 * @param tags session tags
 */
public record Attribution(String sessionName, SortedMap<String, String> tags) {
  private static final int MAX_NAME = 64;
  private static final int MAX_VALUE = 128;
  private static final String[] SOURCES = {"source_repo", "source_repo_id", "source"};

  public Attribution {
    tags = new TreeMap<>(tags);
  }

  /**
   * The attribution of a grant.
   *
   * @param id a short id of the exchange: letters and digits
   */
  public static Attribution of(Grant grant, VerifiedToken token, String id) {
    SortedMap<String, String> tags = new TreeMap<>();
    tags.put("storekeeper:issuer", value(token.issuer().id()));
    for (String source : SOURCES) {
      put(tags, "storekeeper:source-repository", token.provenance(), source);
    }
    put(tags, "storekeeper:run", token.provenance(), "run_url");
    return new Attribution(name(grant.statement(), id), tags);
  }

  /** The same without tags. */
  Attribution untagged() {
    return new Attribution(sessionName, new TreeMap<>());
  }

  private static void put(
      SortedMap<String, String> tags, String key, Map<String, String> provenance, String name) {
    String found = provenance.get(name);
    if (found != null && !found.isEmpty()) {
      tags.putIfAbsent(key, value(found));
    }
  }

  /** STS takes {@code [\w+=,.@-]{2,64}}. */
  private static String name(String statement, String id) {
    String clean = statement.replaceAll("[^A-Za-z0-9_+=,.@-]", "-");
    int room = MAX_NAME - id.length() - 1;
    return clean.substring(0, Math.min(clean.length(), room)) + "-" + id;
  }

  /** STS takes letters, digits, spaces and {@code _.:/=+-@}. */
  private static String value(String text) {
    String clean = text.replaceAll("[^A-Za-z0-9 _.:/=+@-]", "-");
    return clean.substring(0, Math.min(clean.length(), MAX_VALUE));
  }
}
