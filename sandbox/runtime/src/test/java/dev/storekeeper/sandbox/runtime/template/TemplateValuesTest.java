package dev.storekeeper.sandbox.runtime.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.runtime.Account;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateValuesTest {
  private static final Account ACCOUNT =
      new Account("111122223333", "eu-west-1", URI.create("http://127.0.0.1:4575"));

  @TempDir private Path folder;

  static List<TableCase> cases() {
    return TableCase.read("values.txt");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void resourcesAndOutputsAreResolved(TableCase example) throws IOException {
    Path file = Files.writeString(folder.resolve("template.yaml"), example.template());
    Stack stack = new TemplateLoader().load(file, "shop", ACCOUNT, example.given());

    List<String> lines = new ArrayList<>();
    stack
        .resources()
        .forEach(resource -> lines.add(resource.logicalId() + " " + resource.properties()));
    new TreeMap<>(stack.outputs())
        .forEach((name, value) -> lines.add("output " + name + " " + value));
    assertThat(lines.stream().map(line -> withoutIds(line, stack)))
        .containsExactlyElementsOf(example.expected());
  }

  /** Generated ids and the temporary folder are no part of a case. */
  private String withoutIds(String line, Stack stack) {
    String plain = line.replace(folder.toString(), "/somewhere");
    for (Resource resource : stack.resources()) {
      if (resource.arn().startsWith("arn:aws:apigateway:")) {
        String id = resource.arn().substring(resource.arn().lastIndexOf('/') + 1);
        plain = plain.replace(id, "ID:" + resource.logicalId());
      }
    }
    return plain;
  }
}
