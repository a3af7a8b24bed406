package dev.storekeeper.sandbox.runtime;

import dev.storekeeper.sandbox.codeartifact.PublicUpstream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a sandbox is to be started.
 *
 * @param template the SAM template
 * @param stackName the stack's name
 * @param parameters values for the template's parameters; <code>${SandboxEndpoint}</code> in a
 *     value stands for where the AWS APIs are served, <code>${SandboxApiEndpoint}</code> for where
 *     the template's HTTP API is
 * @param state the folder that everything is kept in; created if absent
 * @param port the port of all AWS APIs on 127.0.0.1, 0 for any free one
 * @param apiPort the port of HTTP APIs on 127.0.0.1, 0 for any free one
 * @param accountId the 12-digit account that the sandbox plays
 * @param region the region that it plays
 * @param dynamoDbLibraries the folder of DynamoDB Local's jars
 * @param debug functions that wait for a debugger: logical id to port
 * @param upstreams where the public repositories of external connections are
 */
public record SandboxOptions(
    Path template,
    String stackName,
    Map<String, String> parameters,
    Path state,
    int port,
    int apiPort,
    String accountId,
    String region,
    Path dynamoDbLibraries,
    Map<String, Integer> debug,
    List<PublicUpstream> upstreams) {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "eu-west-1";
  private static final String STACK = "storekeeper";
  private static final int PORT = 4575;
  private static final int API_PORT = 4576;

  public SandboxOptions {
    parameters = Map.copyOf(parameters);
    debug = Map.copyOf(debug);
    upstreams = List.copyOf(upstreams);
  }

  /**
   * The usual options: ports 4575 and 4576, account 111122223333 in eu-west-1, and DynamoDB Local's
   * jars where the build puts them beside the template.
   */
  public static SandboxOptions forTemplate(Path template, Path state) {
    return new SandboxOptions(
        template,
        STACK,
        Map.of(),
        state,
        PORT,
        API_PORT,
        ACCOUNT,
        REGION,
        template.toAbsolutePath().resolveSibling("sandbox/dynamodb-local/target/lib"),
        Map.of(),
        List.of());
  }

  /** The same with other ports. */
  public SandboxOptions withPorts(int newPort, int newApiPort) {
    return new SandboxOptions(
        template,
        stackName,
        parameters,
        state,
        newPort,
        newApiPort,
        accountId,
        region,
        dynamoDbLibraries,
        debug,
        upstreams);
  }

  /** The same with values for the template's parameters. */
  public SandboxOptions withParameters(Map<String, String> newParameters) {
    return new SandboxOptions(
        template,
        stackName,
        newParameters,
        state,
        port,
        apiPort,
        accountId,
        region,
        dynamoDbLibraries,
        debug,
        upstreams);
  }

  /** The same with DynamoDB Local's jars in another folder. */
  public SandboxOptions withDynamoDbLibraries(Path folder) {
    return new SandboxOptions(
        template,
        stackName,
        parameters,
        state,
        port,
        apiPort,
        accountId,
        region,
        folder,
        debug,
        upstreams);
  }

  /** The same with functions that wait for a debugger: logical id to port. */
  public SandboxOptions withDebug(Map<String, Integer> newDebug) {
    return new SandboxOptions(
        template,
        stackName,
        parameters,
        state,
        port,
        apiPort,
        accountId,
        region,
        dynamoDbLibraries,
        newDebug,
        upstreams);
  }

  /** The same with public repositories behind external connections. */
  public SandboxOptions withUpstreams(List<PublicUpstream> newUpstreams) {
    return new SandboxOptions(
        template,
        stackName,
        parameters,
        state,
        port,
        apiPort,
        accountId,
        region,
        dynamoDbLibraries,
        debug,
        newUpstreams);
  }
}
