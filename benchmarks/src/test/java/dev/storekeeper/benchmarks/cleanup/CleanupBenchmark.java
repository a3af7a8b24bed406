package dev.storekeeper.benchmarks.cleanup;

import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactServer;
import dev.storekeeper.sandbox.codeartifact.RequestQuotas;
import dev.storekeeper.sandbox.codeartifact.ServerOptions;
import dev.storekeeper.testing.DynamoDbLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * Scans a large domain of the sandbox's CodeArtifact, which has the service's request quotas, and
 * prints what that took next to what it must take and to what a script would.
 */
public final class CleanupBenchmark {
  private final Parameters parameters;
  private final CodeArtifactServer server;
  private final Traffic traffic;
  private final Site site;

  private CleanupBenchmark(
      Parameters parameters, CodeArtifactServer server, Traffic traffic, Site site) {
    this.parameters = parameters;
    this.server = server;
    this.traffic = traffic;
    this.site = site;
  }

  /** With the root of the project and an empty folder. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Parameters parameters = Parameters.of(System.getenv());
    say("Publishing %,d versions".formatted(parameters.allVersions()));
    Path state = Files.createDirectories(folder.resolve("codeartifact"));
    new Domains(parameters, Clock.systemUTC())
        .fill(
            state,
            Map.of("acme", parameters.repositories(), "killed", parameters.killedRepositories()));
    Traffic traffic = new Traffic();
    ServerOptions options =
        ServerOptions.of(0, state, Domains.REGION, Domains.OWNER)
            .withQuotas(RequestQuotas.SERVICE)
            .withLatency(parameters.latency())
            .withTrail(traffic);
    try (CodeArtifactServer server = CodeArtifactServer.start(options);
        DynamoDbLocal dynamoDb = DynamoDbLocal.start(root, folder)) {
      Site site =
          new Site(
              parameters, folder, server.baseUri(), dynamoDb.uri(), dynamoDb.table("CleanupTable"));
      new CleanupBenchmark(parameters, server, traffic, site).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    Figures figures = new Figures(parameters);
    say("Scanning");
    figures.scan(scan("acme", 0, Duration.ZERO), new FolderBucket(site.bucketFolder()));
    say("Asking about every version of %d repositories".formatted(parameters.sample()));
    figures.naive(each(Worker.DESCRIBE_EVERYTHING, parameters.sample()));
    say("Scanning %d repositories twice".formatted(parameters.killedRepositories()));
    Measured calm = scan("killed", 0, Duration.ZERO);
    figures.killed(calm, scan("killed", parameters.kills(), Duration.ofMinutes(1)));
    say("Archiving and deleting");
    figures.removal(each(Worker.REMOVE, 1));
    System.out.print(figures);
  }

  private Measured scan(String domain, int kills, Duration ahead)
      throws IOException, InterruptedException {
    Run run = new Run(site, ahead);
    run.add(Messages.START, Map.of("domain", domain));
    int units = domain.equals("acme") ? parameters.repositories() : parameters.killedRepositories();
    return measured(run, kills, units);
  }

  private Measured each(String kind, int repositories) throws IOException, InterruptedException {
    Run run = new Run(site, Duration.ZERO);
    for (int i = 0; i < repositories; i++) {
      run.add(kind, Map.of("domain", "acme", "repository", Domains.name(i)));
    }
    return measured(run, 0, repositories);
  }

  private Measured measured(Run run, int kills, int units)
      throws IOException, InterruptedException {
    traffic.take();
    long start = System.nanoTime();
    run.work(kills, units, new Random(parameters.seed()));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    while (server.handler().unrecordedCalls() > 0) {
      Thread.sleep(10);
    }
    return new Measured(run, traffic.take(), took);
  }

  private static void say(String what) {
    System.err.println(what);
  }
}
