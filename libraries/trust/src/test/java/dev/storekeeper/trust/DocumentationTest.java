package dev.storekeeper.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.Finding;
import dev.storekeeper.policy.lint.LintReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies that the documentation shows can be used as they stand. */
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

  /** The policies on the pages of docs/ci, page by page. */
  private static Stream<Arguments> policies() {
    try (Stream<Path> pages = Files.list(Readme.ROOT.resolve("docs/ci"))) {
      List<Arguments> policies = new ArrayList<>();
      for (Path page : pages.sorted().toList()) {
        for (String block : Files.readString(page).split("```")) {
          if (block.startsWith("yaml\nversion: 1\n")) {
            policies.add(
                Arguments.of(
                    String.valueOf(page.getFileName()), block.substring("yaml\n".length())));
          }
        }
      }
      return policies.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void aPolicyForACiHasNothingToFind(String page, String policy) {
    LintReport<TrustPolicy> report = TrustLint.check(PolicyFile.of(page, policy));
    assertThat(report.findings()).isEmpty();
    assertThat(report.isUsable()).isTrue();
  }

  @Test
  void everyCiHasAPolicy() {
    assertThat(policies()).hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void thereIsACookbook() {
    assertThat(statements()).hasSizeGreaterThan(7);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aStatementOfTheCookbookHasNothingToFind(String block) {
    LintReport<TrustPolicy> report = TrustLint.check(PolicyFile.of("trust.yaml", ISSUERS + block));
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
