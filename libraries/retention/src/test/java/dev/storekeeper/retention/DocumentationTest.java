package dev.storekeeper.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.LintReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies that the documentation shows can be used as they stand. */
class DocumentationTest {
  private static final String BEFORE = "version: 1\ndomains: [acme]\nreads: { tracked: true }\n";
  private static final String POLICY =
      "policies:\n  - { name: any, repositories: { select: { empty: true } } }\n";

  private static String text() {
    try {
      return Files.readString(Readme.ROOT.resolve("docs/cleanup-policy.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of the cookbook: policies, and protections below their name. */
  private static Stream<String> entries() {
    return Arrays.stream(text().split("\n\n"))
        .filter(block -> block.startsWith("    - name: ") || block.startsWith("    protect:"));
  }

  @Test
  void thereIsACookbook() {
    assertThat(entries()).hasSizeGreaterThan(7);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryOfTheCookbookHasNothingToFind(String block) {
    String document =
        block.startsWith("    protect:")
            ? BEFORE + block.stripIndent() + "\n" + POLICY
            : BEFORE + "policies:\n" + block;
    LintReport<CleanupPolicy> report = CleanupLint.check(PolicyFile.of("cleanup.yaml", document));
    assertThat(report.findings()).isEmpty();
    assertThat(report.isUsable()).isTrue();
  }

  @Test
  void everyFieldOfTheSchemaIsInTheReference() throws IOException {
    JsonNode schema =
        new ObjectMapper()
            .readTree(Files.readString(Readme.ROOT.resolve("policies/schema/cleanup.schema.json")));
    for (JsonNode properties : schema.findValues("properties")) {
      properties
          .fieldNames()
          .forEachRemaining(name -> assertThat(text()).containsPattern("[`.]" + name + "[`:.]"));
    }
  }
}
