package dev.storekeeper.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A running sandbox whose token endpoint trusts issuers of a test, by a trust policy of the test.
 */
final class TrustedSandbox implements AutoCloseable {
  static final String AUDIENCE = "storekeeper-test";
  private final RunningSandbox sandbox;
  private final TokenEndpoint endpoint;

  private TrustedSandbox(RunningSandbox sandbox) {
    this.sandbox = sandbox;
    this.endpoint = new TokenEndpoint(sandbox.sandbox().apiEndpoint().orElseThrow());
  }

  /** Starts one with a trust policy; everything of it lives in a folder. */
  static TrustedSandbox start(Path folder, String trustPolicy) throws IOException {
    return start(folder, trustPolicy, template -> template);
  }

  static TrustedSandbox start(Path folder, String trustPolicy, UnaryOperator<String> change)
      throws IOException {
    Path template = MovedTemplate.write(folder, Map.of("trust.yaml", trustPolicy), change);
    return new TrustedSandbox(new RunningSandbox(folder.resolve("state"), template));
  }

  RunningSandbox running() {
    return sandbox;
  }

  TokenEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    endpoint.close();
    sandbox.close();
  }
}
