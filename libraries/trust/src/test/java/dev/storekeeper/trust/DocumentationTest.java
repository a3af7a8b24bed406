package dev.storekeeper.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.policy.PolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/trust-policy.md shows can be used as it stands. */
class DocumentationTest {
  private static final String ISSUERS =
      """
      version: 1
      audience: storekeeper-test
      issuers:
        - { id: github, preset: github-actions, require: { repository_owner_id: ["65"] } }
        - { id: gitlab, preset: gitlab, require: { namespace_id: ["72"] } }
      statements:
      """;

  private static String text() throws IOException {
    return Files.readString(Readme.ROOT.resolve("docs/trust-policy.md"));
  }

  private static Stream<String> statements() {
    try {
      List<String> blocks = new ArrayList<>();
      for (String block : text().split("\n\n")) {
        if (block.startsWith("    - ")) {
          blocks.add(block);
        }
      }
      return blocks.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thereIsACookbook() {
    assertThat(statements()).hasSizeGreaterThan(7);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aStatementOfTheCookbookHasNothingToFind(String block) {
    LintReport report = TrustLint.check(PolicyFile.of("trust.yaml", ISSUERS + block));
    assertThat(report.findings()).extracting(Finding::rule).allMatch("unused-issuer"::equals);
    assertThat(report.isUsable()).isTrue();
  }

  @Test
  void everyFieldOfTheSchemaIsInTheReference() throws IOException {
    JsonNode schema =
        Policies.JSON.readTree(
            Files.readString(Readme.ROOT.resolve("policies/schema/trust.schema.json")));
    String reference = text();
    for (JsonNode properties : schema.findValues("properties")) {
      properties
          .fieldNames()
          .forEachRemaining(name ->
              assertThat(reference).containsPattern("[`.]" + name + "[`:.]|\\{ " + name + ":"));
    }
  }
}
