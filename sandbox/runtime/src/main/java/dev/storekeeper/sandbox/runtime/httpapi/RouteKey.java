package dev.storekeeper.sandbox.runtime.httpapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route's key: {@code $default}, or a method or {@code ANY} and a path with variables such as
 * {@code {id}} and, at its end, the greedy {@code {proxy+}}.
 *
 * @param text the key as in the template
 * @param method the method, {@code ANY}, or empty for {@code $default}
 * @param segments the path between its slashes
 */
record RouteKey(String text, String method, List<String> segments) {
  static final String DEFAULT = "$default";

  private static final String KEY =
      "(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)"
          + " (/|(/[^/{}\\s]+|/\\{[\\w.:-]+\\})*(/\\{[\\w.:-]+\\+\\}|/)?)";

  static RouteKey of(String text) {
    if (text.equals(DEFAULT)) {
      return new RouteKey(text, "", List.of());
    }
    if (!text.matches(KEY) || text.endsWith(" ")) {
      throw new IllegalArgumentException(
          "a RouteKey is $default or a method and a path such as 'GET /pets/{id}', not '"
              + text
              + "'");
    }
    int space = text.indexOf(' ');
    return new RouteKey(text, text.substring(0, space), segments(text.substring(space + 1)));
  }

  boolean isDefault() {
    return method.isEmpty();
  }

  boolean isGreedy() {
    return !segments.isEmpty() && segments.getLast().endsWith("+}");
  }

  /** The decoded path parameters, if this key is for the request. */
  Optional<Map<String, String>> match(String requestMethod, String rawPath) {
    if (isDefault()) {
      return Optional.of(Map.of());
    }
    List<String> path = segments(rawPath);
    int fixed = isGreedy() ? segments.size() - 1 : segments.size();
    boolean fits = isGreedy() ? path.size() > fixed : path.size() == fixed;
    if (!fits || !(method.equals("ANY") || method.equals(requestMethod))) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < fixed; i++) {
      if (isVariable(segments.get(i))) {
        parameters.put(name(segments.get(i)), decode(path.get(i)));
      } else if (!segments.get(i).equals(decode(path.get(i)))) {
        return Optional.empty();
      }
    }
    if (isGreedy()) {
      String rest = String.join("/", path.subList(fixed, path.size()));
      parameters.put(name(segments.getLast()), decode(rest));
    }
    return Optional.of(parameters);
  }

  /**
   * How specific this key is: a full match before a greedy one before {@code $default}; among full
   * matches fixed segments before variables from the left, then a method before {@code ANY}.
   */
  String rank() {
    StringBuilder rank = new StringBuilder(isDefault() ? "3" : isGreedy() ? "2" : "1");
    segments.forEach(segment -> rank.append(isVariable(segment) ? 'v' : 'f'));
    return rank.append('~').append(method.equals("ANY") ? 'y' : 'x').toString();
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  private static String name(String segment) {
    return segment.substring(1, segment.length() - (segment.endsWith("+}") ? 2 : 1));
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
