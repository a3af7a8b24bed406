package dev.storekeeper.sandbox.tour;

import dev.storekeeper.sandbox.runtime.SandboxOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line and the environment ask for.
 *
 * @param sandbox how the sandbox is started
 * @param tour whether the main job is played
 */
record TourOptions(SandboxOptions sandbox, boolean tour) {
  static final String DOMAIN = "acme";
  static final String REPOSITORY = "team";
  static final String IDENTITY_PROVIDER = "/_sandbox/identity/github";
  static final String HELP =
      """
      Starts the sandbox with template.yaml, plays the main job once and stays up until Ctrl-C.

      Options
        --no-tour               only start the sandbox
        --help                  this text

      Environment
        STOREKEEPER_PORT        port of the AWS APIs              (4575)
        STOREKEEPER_API_PORT    port of the HTTP API              (4576)
        STOREKEEPER_STATE       folder that everything is kept in (.sandbox)
        STOREKEEPER_EMAIL       write mails to this address into the state folder
        STOREKEEPER_DEBUG       function and port to debug it on, for example AuditFunction:5005\
      """;

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException with one line that says what was found and what is expected
   */
  static TourOptions of(List<String> arguments, Map<String, String> environment) {
    boolean tour = true;
    for (String argument : arguments) {
      if (!argument.equals("--no-tour")) {
        throw new IllegalArgumentException(
            "unknown option " + argument + "; --help lists the options");
      }
      tour = false;
    }
    Path state = Path.of(environment.getOrDefault("STOREKEEPER_STATE", ".sandbox"));
    SandboxOptions usual =
        SandboxOptions.forTemplate(Path.of("template.yaml"), state.toAbsolutePath());
    Map<String, String> parameters = new HashMap<>();
    parameters.put("NewDomain", DOMAIN);
    parameters.put("NewRepository", REPOSITORY);
    parameters.put("TokenDomain", DOMAIN);
    parameters.put("TokenRepository", REPOSITORY);
    parameters.put("GitHubIssuer", "${SandboxEndpoint}" + IDENTITY_PROVIDER);
    parameters.put("GitHubOwnerId", "65");
    parameters.put("GitLabIssuer", "${SandboxEndpoint}/_sandbox/identity/gitlab");
    parameters.put("GitLabNamespaceId", "72");
    parameters.put("LoopbackIssuers", "true");
    Optional.ofNullable(environment.get("STOREKEEPER_EMAIL"))
        .ifPresent(address -> parameters.put("NotificationEmail", address));
    SandboxOptions sandbox =
        usual
            .withPorts(
                port(environment, "STOREKEEPER_PORT", usual.port()),
                port(environment, "STOREKEEPER_API_PORT", usual.apiPort()))
            .withParameters(parameters)
            .withDebug(debug(environment));
    return new TourOptions(sandbox, tour);
  }

  private static int port(Map<String, String> environment, String name, int usual) {
    String value = environment.getOrDefault(name, Integer.toString(usual));
    return portNumber(name, value, value);
  }

  private static int portNumber(String name, String setting, String digits) {
    if (digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) <= 65_535) {
      return Integer.parseInt(digits);
    }
    throw new IllegalArgumentException(
        name + " is \"" + setting + "\"; expected a port number from 0 to 65535");
  }

  private static Map<String, Integer> debug(Map<String, String> environment) {
    String setting = environment.getOrDefault("STOREKEEPER_DEBUG", "");
    if (setting.isEmpty()) {
      return Map.of();
    }
    int colon = setting.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "STOREKEEPER_DEBUG is \"" + setting + "\"; expected function:port");
    }
    return Map.of(
        setting.substring(0, colon),
        portNumber("STOREKEEPER_DEBUG", setting, setting.substring(colon + 1)));
  }
}
