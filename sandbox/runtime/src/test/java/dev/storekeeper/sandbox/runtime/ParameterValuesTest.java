package dev.storekeeper.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParameterValuesTest {
  private static final URI ENDPOINT = URI.create("http://127.0.0.1:4575");

  @Test
  void endpointsAreFilledInAndNothingElse() {
    Map<String, String> filled =
        ParameterValues.fill(
            Map.of(
                "Issuer", "${SandboxEndpoint}/_sandbox/identity/github",
                "Url", "${SandboxApiEndpoint}",
                "Plain", "${Other} $SandboxEndpoint"),
            ENDPOINT,
            Optional.of(URI.create("http://127.0.0.1:4576")));

    assertThat(filled)
        .containsEntry("Issuer", "http://127.0.0.1:4575/_sandbox/identity/github")
        .containsEntry("Url", "http://127.0.0.1:4576")
        .containsEntry("Plain", "${Other} $SandboxEndpoint");
  }

  @Test
  void theApisPortIsTakenOnlyIfAValueNeedsIt() {
    SandboxOptions options =
        SandboxOptions.forTemplate(Path.of("template.yaml"), Path.of("state")).withPorts(0, 0);

    assertThat(ParameterValues.bindApi(options.withParameters(Map.of("A", "${SandboxEndpoint}"))))
        .isEmpty();
    Optional<HttpServer> bound =
        ParameterValues.bindApi(options.withParameters(Map.of("A", "${SandboxApiEndpoint}/x")));
    assertThat(bound).isPresent();
    bound.get().stop(0);
  }
}
