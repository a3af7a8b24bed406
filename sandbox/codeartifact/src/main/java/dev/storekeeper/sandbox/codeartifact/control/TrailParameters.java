package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parameters of a call as they are recorded: what was sent, by the names of the user guide's
 * sample records ({@code domainName}) and in camel case.
 */
final class TrailParameters {
  private static final Pattern HYPHEN = Pattern.compile("-([a-z])");
  private static final Map<String, String> NAMES =
      Map.of(
          "domain", "domainName",
          "repository", "repositoryName",
          "format", "packageFormat",
          "namespace", "packageNamespace",
          "package", "packageName",
          "version", "packageVersion",
          "asset", "assetName",
          "revision", "packageVersionRevision",
          "duration", "durationSeconds");

  private TrailParameters() {}

  static ObjectNode of(ApiRequest request) {
    ObjectNode parameters = Json.object();
    request.query().forEach((name, value) -> parameters.put(recorded(name), value));
    request
        .body()
        .json()
        .properties()
        .forEach(field -> parameters.set(recorded(field.getKey()), field.getValue()));
    return parameters;
  }

  private static String recorded(String name) {
    String known = NAMES.get(name);
    return known != null
        ? known
        : HYPHEN.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }
}
