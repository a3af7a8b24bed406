package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The product's template somewhere else, with its paths made absolute and a change. */
final class MovedTemplate {
  private static final Path POLICIES = RunningSandbox.ROOT.resolve("policies");

  private MovedTemplate() {}

  static Path write(Path folder, UnaryOperator<String> change) throws IOException {
    return write(folder, POLICIES, change);
  }

  /** The same with policies of a test, by file name, in place of the shipped ones. */
  static Path write(Path folder, Map<String, String> policies, UnaryOperator<String> change)
      throws IOException {
    Path copy = folder.resolve("policies");
    try (Stream<Path> shipped = Files.walk(POLICIES)) {
      for (Path file : shipped.toList()) {
        Files.copy(file, copy.resolve(POLICIES.relativize(file).toString()));
      }
    }
    for (Map.Entry<String, String> policy : policies.entrySet()) {
      Files.writeString(copy.resolve(policy.getKey()), policy.getValue());
    }
    return write(folder, copy, change);
  }

  private static Path write(Path folder, Path policies, UnaryOperator<String> change)
      throws IOException {
    String text = Files.readString(RunningSandbox.ROOT.resolve("template.yaml"));
    String changed =
        change
            .apply(text)
            .replace("CodeUri: ", "CodeUri: " + RunningSandbox.ROOT + "/")
            .replace("ContentUri: policies", "ContentUri: " + policies);
    assertThat(changed).contains("ContentUri: " + policies);
    Path template = folder.resolve("template.yaml");
    Files.writeString(template, changed);
    return template;
  }
}
