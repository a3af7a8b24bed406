package dev.storekeeper.sandbox.codeartifact;

import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts a server from the command line and serves until the process ends. */
public final class Main {
  private static final String USAGE =
      """
      usage: [--port N] [--state FOLDER] [--region REGION] [--account ID] [--quota-factor N|off]
             [--latency-ms N] [--upstream NAME=URL]...
        --upstream public:pypi=URL  where a public repository is, for external connections to it;
                                    'pip' in place of URL: the index that your pip is set to\
      """;
  private static final String UPSTREAM = "--upstream";
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--port", "4575",
          "--state", ".sandbox/codeartifact",
          "--region", "eu-west-1",
          "--account", "000000000000",
          "--quota-factor", "1",
          "--latency-ms", "0");

  private Main() {}

  /** See the usage line; exits with 2 for wrong options and 1 if the server cannot start. */
  public static void main(String[] arguments) {
    int failure = run(arguments, System.out, System.err);
    if (failure != 0) {
      System.exit(failure);
    }
  }

  private static int run(String[] arguments, PrintStream out, PrintStream err) {
    try {
      CodeArtifactServer server = CodeArtifactServer.start(options(arguments));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
      out.println("CodeArtifact listens on " + server.baseUri());
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(USAGE);
      return 2;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static ServerOptions options(String[] arguments) {
    Map<String, String> values = new HashMap<>(DEFAULTS);
    List<PublicUpstream> upstreams = new ArrayList<>();
    Set<String> known = DEFAULTS.keySet();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!known.contains(arguments[i]) && !arguments[i].equals(UPSTREAM)) {
        throw new IllegalArgumentException("Unknown option " + arguments[i]);
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("Option " + arguments[i] + " has no value");
      }
      if (arguments[i].equals(UPSTREAM)) {
        upstreams.add(UpstreamOption.parse(arguments[i + 1]));
      } else {
        values.put(arguments[i], arguments[i + 1]);
      }
    }
    return ServerOptions.of(
            port(values.getOrDefault("--port", "")),
            Path.of(values.getOrDefault("--state", "")),
            values.getOrDefault("--region", ""),
            values.getOrDefault("--account", ""))
        .withProtocols(List.of(new PypiProtocol()))
        .withQuotas(quotas(values.getOrDefault("--quota-factor", "")))
        .withLatency(latency(values.getOrDefault("--latency-ms", "")))
        .withUpstreams(upstreams);
  }

  private static RequestQuotas quotas(String text) {
    if (text.equals("off")) {
      return RequestQuotas.NONE;
    }
    if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
      throw new IllegalArgumentException(
          "Quota factor is '" + text + "', expected a number above 0, or off");
    }
    return new RequestQuotas(Double.parseDouble(text));
  }

  private static Duration latency(String text) {
    if (!text.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "Latency is '" + text + "', expected milliseconds from 0 to 60000");
    }
    return Duration.ofMillis(Integer.parseInt(text));
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("Port is '" + text + "', expected 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  private static void close(CodeArtifactServer server) {
    try {
      server.close();
    } catch (IOException e) {
      System.getLogger(Main.class.getName())
          .log(System.Logger.Level.WARNING, "The server did not close properly", e);
    }
  }
}
