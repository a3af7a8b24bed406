package dev.storekeeper.token.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what is written for each tool with {@code configurations.txt}, made to be read. */
class ConfigurationTest {
  private static final String SECRET = "SECRET.token-1";

  @Test
  void everyToolIsConfiguredAsTheTableSays() throws Exception {
    StringBuilder written = new StringBuilder();
    for (Tool tool : Tool.values()) {
      written.append(describe(tool, place(tool, "acme", "my.team_repo-1")));
    }
    assertThat(written.toString()).isEqualTo(table());
  }

  @ParameterizedTest
  @EnumSource
  void aSetupHoldsNoTokenAndASnippetHoldsIt(Tool tool) {
    Place place = place(tool, "acme", "team");
    assertThat(tool.snippet(place, SECRET)).contains(SECRET);
    assertThat(describeSetup(tool.setup(place))).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void theHardestNamesThatAreAllowedHarmNoFile(Tool tool) throws Exception {
    Place place = place(tool, "a--9", "A" + "-._".repeat(33));
    Setup setup = tool.setup(place);
    assertThat(setup.environment().keySet())
        .allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"));
    assertThat(setup.environment().values()).noneMatch(value -> value.contains("\n"));
    if (tool == Tool.MAVEN || tool == Tool.NUGET) {
      parseXml(tool.snippet(place, SECRET));
    }
  }

  @Test
  void charactersWithAMeaningAreEscaped() throws Exception {
    Place odd = new Place("acme", "team", URI.create("https://h.example/a&b'c/maven/team/"));
    assertThat(Tool.MAVEN.snippet(odd, SECRET)).contains("a&amp;b&apos;c");
    parseXml(Tool.MAVEN.snippet(odd, SECRET));
    assertThat(Tool.GRADLE.snippet(odd, SECRET)).contains("a&b\\'c");
    assertThat(Escape.quoted("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
  }

  @Test
  void aPortAndPlainHttpAreKept() {
    Place local =
        new Place("acme", "team", URI.create("http://127.0.0.1:4575/acme-111122223333/npm/team/"));
    assertThat(Tool.NPM.snippet(local, SECRET))
        .isEqualTo(
            "registry=http://127.0.0.1:4575/acme-111122223333/npm/team/\n"
                + "//127.0.0.1:4575/acme-111122223333/npm/team/:_authToken="
                + SECRET
                + "\n");
    assertThat(Tool.PIP.snippet(local, SECRET))
        .contains("http://aws:" + SECRET + "@127.0.0.1:4575/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h.example/npm/team",
        "https://user@h.example/npm/team/",
        "https://h.example/npm/team/?a=b",
        "https://h.example/npm/team/#a",
        "npm/team/"
      })
  void anEndpointThatIsNoneIsRefused(String endpoint) {
    assertThatThrownBy(() -> new Place("acme", "team", URI.create(endpoint)))
        .hasMessageContaining("team");
  }

  private static Place place(Tool tool, String domain, String repository) {
    return new Place(
        domain,
        repository,
        URI.create(
            "https://"
                + domain
                + "-111122223333.d.codeartifact.eu-west-1.amazonaws.com/"
                + tool.packageFormat()
                + "/"
                + repository
                + "/"));
  }

  private static String describe(Tool tool, Place place) {
    return "=== "
        + tool.word()
        + "\n"
        + describeSetup(tool.setup(place))
        + "--- snippet\n"
        + tool.snippet(place, SECRET);
  }

  private static String describeSetup(Setup setup) {
    StringBuilder text = new StringBuilder();
    setup
        .file()
        .ifPresent(
            file -> text.append("--- ").append(file.path()).append('\n').append(file.content()));
    text.append("--- variables\n");
    setup
        .environment()
        .forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }

  private static String table() throws IOException {
    try (InputStream table = ConfigurationTest.class.getResourceAsStream("configurations.txt")) {
      assertThat(table).isNotNull();
      return new String(table.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void parseXml(String text) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
