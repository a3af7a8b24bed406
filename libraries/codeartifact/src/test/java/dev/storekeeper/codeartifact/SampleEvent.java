package dev.storekeeper.codeartifact;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** The sample of CodeArtifact's event that the whole project tests with. */
final class SampleEvent {
  private SampleEvent() {}

  static ObjectNode read() throws IOException {
    Path root = Path.of(System.getProperty("storekeeper.root"));
    return (ObjectNode)
        new ObjectMapper()
            .readTree(root.resolve("events/codeartifact-package-version.json").toFile());
  }
}
