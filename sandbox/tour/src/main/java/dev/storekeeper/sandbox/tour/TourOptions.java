package dev.storekeeper.sandbox.tour;

import dev.storekeeper.sandbox.codeartifact.PublicUpstream;
import dev.storekeeper.sandbox.codeartifact.UpstreamOption;
import dev.storekeeper.sandbox.runtime.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
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

  /**
   * The template's parameters as the tour needs them: its domain, and CIs that the sandbox plays.
   */
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("CleanupDomain", DOMAIN),
          Map.entry("NewDomain", DOMAIN),
          Map.entry("NewRepository", REPOSITORY),
          Map.entry("TokenDomain", DOMAIN),
          Map.entry("TokenRepository", REPOSITORY),
          Map.entry("GitHubIssuer", "${SandboxEndpoint}" + IDENTITY_PROVIDER),
          Map.entry("GitHubOwnerId", "65"),
          Map.entry("GitLabIssuer", "${SandboxEndpoint}/_sandbox/identity/gitlab"),
          Map.entry("GitLabNamespaceId", "72"),
          Map.entry("LoopbackIssuers", "true"),
          Map.entry("TokenUrl", "${SandboxApiEndpoint}"));

  private static final String PARAMETER = "--parameter=";
  private static final String UPSTREAM = "--upstream";
  static final String HELP =
      """
      Starts the sandbox with template.yaml, plays the main job once and stays up until Ctrl-C.

      Options
        --no-tour               only start the sandbox
        --parameter=NAME=VALUE  a value for a parameter of the template; in it ${SandboxEndpoint} and
                                ${SandboxApiEndpoint} stand for where the sandbox listens
        --upstream NAME=URL     where the public repository behind an external connection is, for example
                                public:pypi=http://127.0.0.1:3141/simple/; NAME=pip for the index that
                                your pip is set to; may be repeated
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
    Map<String, String> parameters = new HashMap<>(PARAMETERS);
    List<PublicUpstream> upstreams = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (argument.startsWith(PARAMETER)) {
        String[] pair = argument.substring(PARAMETER.length()).split("=", 2);
        if (pair.length != 2 || pair[0].isEmpty()) {
          throw new IllegalArgumentException(argument + ": expected --parameter=NAME=VALUE");
        }
        parameters.put(pair[0], pair[1]);
      } else if (argument.equals(UPSTREAM)) {
        upstreams.add(UpstreamOption.parse(rest.hasNext() ? rest.next() : ""));
      } else if (argument.equals("--no-tour")) {
        tour = false;
      } else {
        throw new IllegalArgumentException(
            "unknown option " + argument + "; --help lists the options");
      }
    }
    Path state = Path.of(environment.getOrDefault("STOREKEEPER_STATE", ".sandbox"));
    SandboxOptions usual =
        SandboxOptions.forTemplate(Path.of("template.yaml"), state.toAbsolutePath());
    Optional.ofNullable(environment.get("STOREKEEPER_EMAIL"))
        .ifPresent(address -> parameters.put("NotificationEmail", address));
    SandboxOptions sandbox =
        usual
            .withPorts(
                port(environment, "STOREKEEPER_PORT", usual.port()),
                port(environment, "STOREKEEPER_API_PORT", usual.apiPort()))
            .withParameters(parameters)
            .withDebug(debug(environment))
            .withUpstreams(upstreams);
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
