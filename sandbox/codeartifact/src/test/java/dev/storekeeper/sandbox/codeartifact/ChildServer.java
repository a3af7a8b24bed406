package dev.storekeeper.sandbox.codeartifact;

import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a Java process of its own, with little memory, to be killed. */
final class ChildServer implements AutoCloseable {
  private final Process process;
  private final URI baseUri;

  private ChildServer(Process process, URI baseUri) {
    this.process = process;
    this.baseUri = baseUri;
  }

  /**
   * The process: serves the given state folder, with PyPI in front of a public index if one is
   * given, and says where.
   */
  public static void main(String[] arguments) throws IOException {
    ServerOptions options =
        ServerOptions.of(0, Path.of(arguments[0]), Sandbox.REGION, Sandbox.ACCOUNT)
            .withProtocols(List.of(new RawProtocol()))
            .withQuotas(RequestQuotas.NONE);
    if (arguments.length > 1) {
      options =
          options
              .withProtocols(List.of(new PypiProtocol()))
              .withUpstreams(List.of(UpstreamOption.parse(arguments[1])));
    }
    System.out.println(CodeArtifactServer.start(options).baseUri());
  }

  static ChildServer start(Path state, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path", "").replace(":", File.pathSeparator));
    command.addAll(List.of(ChildServer.class.getName(), state.toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The child ended with " + process.exitValue());
    }
    return new ChildServer(process, URI.create(line));
  }

  URI baseUri() {
    return baseUri;
  }

  /** Kills it, as {@code kill -9} does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The child does not die");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
