package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata.Dependency;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreMetadataTest {
  @Test
  void allThatTheServiceShowsIsFound() {
    assertThat(
            map(
                "Name: Acme.Hello",
                "Summary: Greets",
                "Project-URL: Source Code, https://example.org/code",
                "Project-URL: Home-Page, https://example.org/home",
                "License-Expression: MIT OR Apache-2.0",
                "License: ignored",
                "Requires-Dist: Some_Thing[extra]>=1.0,<2 ; python_version < \"3.12\"",
                "Requires-Dist: plain",
                "Requires-Dist: old-style (>=2)",
                "Requires-Dist: direct @ https://example.org/d.whl",
                "",
                "# Title",
                "",
                "Text"))
        .isEqualTo(
            new VersionMetadata(
                "Acme.Hello",
                "Greets",
                "https://example.org/home",
                "https://example.org/code",
                List.of("MIT OR Apache-2.0"),
                List.of(
                    new Dependency(
                        "some-thing",
                        "Requires-Dist",
                        "[extra]>=1.0,<2 ; python_version < \"3.12\""),
                    new Dependency("plain", "Requires-Dist", ""),
                    new Dependency("old-style", "Requires-Dist", "(>=2)"),
                    new Dependency("direct", "Requires-Dist", "@ https://example.org/d.whl")),
                "# Title\n\nText"));
  }

  @Test
  void carriageReturnsAndFoldedLinesAreRead() {
    CoreMetadata metadata =
        parse(
            String.join(
                "\r\n",
                "Name: a",
                "SUMMARY: one",
                "\ttwo",
                "  three",
                "Description: x",
                "        y",
                "       |  z",
                "",
                ""));
    assertThat(metadata.line("summary")).isEqualTo("one two three");
    assertThat(metadata.description()).isEqualTo("x\ny\n  z");
  }

  @Test
  void placeholdersOfOldBuildToolsAreNoValues() {
    VersionMetadata metadata =
        map("Name: a", "Summary: UNKNOWN", "Home-page: UNKNOWN", "License: UNKNOWN", "", "UNKNOWN");
    assertThat(metadata).isEqualTo(new VersionMetadata("a", "", "", "", List.of(), List.of(), ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "License: MIT | MIT",
        "Classifier: License :: OSI Approved :: MIT License | MIT License",
        "Classifier: License :: OSI Approved | ''",
        "Classifier: Topic :: Games | ''"
      })
  void theLicenseIsFoundWhereTheAuthorPutIt(String field, String license) {
    assertThat(String.join(",", map("Name: a", field).licenses())).isEqualTo(license);
  }

  @Test
  void aWholeLicenseTextIsNoLicenseName() {
    assertThat(
            map(
                    "Name: a",
                    "License: Permission is hereby granted",
                    "  free of charge",
                    "Classifier: License :: OSI Approved :: MIT License")
                .licenses())
        .containsExactly("MIT License");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "no url", "/path", "https:x"})
  void onlyWebAddressesAreLinks(String url) {
    VersionMetadata metadata = map("Name: a", "Home-page: " + url, "Project-URL: Source, " + url);
    assertThat(metadata.homePage()).isEmpty();
    assertThat(metadata.sourceCodeRepository()).isEmpty();
  }

  @Test
  void textsStayAsTheirAuthorWroteThem() {
    assertThat(map("Name: a", "Summary: <script>\u202etxt & \"q\"").summary())
        .isEqualTo("<script>\u202etxt & \"q\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no colon here | line 2",
        ": no name | line 2",
        "Na me: x | line 2",
        "Naïve: x | line 2",
        "\u202eName: x | \\u{202e}"
      })
  void aBrokenHeaderIsRefusedWithItsLine(String line, String told) {
    assertThatThrownBy(() -> parse("Name: a\n" + line + "\n"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("METADATA line 2")
        .hasMessageContaining(told);
  }

  @Test
  void aFoldedLineWithoutFieldIsRefused() {
    assertThatThrownBy(() -> parse(" folded\n")).hasMessageContaining("line 1");
  }

  @Test
  void metadataThatIsNotUtf8IsRefused() {
    assertThatThrownBy(
            () -> CoreMetadataParser.parse("METADATA", new byte[] {'N', ':', (byte) 0xe4}))
        .hasMessage("METADATA is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ">=1", "a b", "a!", "-a"})
  void aRequirementWithoutAProjectIsRefused(String text) {
    assertThatThrownBy(() -> Requirement.parse(text)).hasMessageContaining("Requires-Dist");
  }

  private static CoreMetadata parse(String text) {
    return CoreMetadataParser.parse("METADATA", text.getBytes(StandardCharsets.UTF_8));
  }

  private static VersionMetadata map(String... lines) {
    return MetadataMapping.toVersionMetadata(parse(String.join("\n", lines)));
  }
}
