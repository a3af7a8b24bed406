package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The product's template somewhere else, with its paths made absolute and a change. */
final class MovedTemplate {
  private MovedTemplate() {}

  static Path write(Path folder, UnaryOperator<String> change) throws IOException {
    String text = Files.readString(RunningSandbox.ROOT.resolve("template.yaml"));
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    Path template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        changed
            .replace("CodeUri: ", "CodeUri: " + RunningSandbox.ROOT + "/")
            .replace("ContentUri: policies", "ContentUri: " + RunningSandbox.ROOT + "/policies"));
    return template;
  }
}
