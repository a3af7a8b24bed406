package dev.storekeeper.sandbox.codeartifact.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PipUpstreamTest {
  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();

  private Optional<URI> find() {
    return PipUpstream.find(environment, home, home.resolve("etc/pip.conf"));
  }

  private void write(String file, String content) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private static String set(String url) {
    return "[global]\nindex-url = " + url + "\n";
  }

  @Test
  void aPipThatIsSetToNothingGivesNothing() {
    assertThat(find()).isEmpty();
  }

  @Test
  void strongerPlacesWin() throws IOException {
    write("etc/pip.conf", set("http://127.0.0.1/5"));
    assertThat(find()).contains(URI.create("http://127.0.0.1/5"));
    write(".pip/pip.conf", set("http://127.0.0.1/4"));
    assertThat(find()).contains(URI.create("http://127.0.0.1/4"));
    write(".config/pip/pip.conf", set("http://127.0.0.1/3"));
    assertThat(find()).contains(URI.create("http://127.0.0.1/3"));
    write("named.conf", set("http://127.0.0.1/2"));
    environment.put("PIP_CONFIG_FILE", home.resolve("named.conf").toString());
    assertThat(find()).contains(URI.create("http://127.0.0.1/2"));
    environment.put("PIP_INDEX_URL", "http://127.0.0.1/1");
    assertThat(find()).contains(URI.create("http://127.0.0.1/1"));
  }

  @Test
  void aNamedDeviceStandsForNoFilesAtAll() throws IOException {
    write(".pip/pip.conf", set("http://127.0.0.1/4"));
    environment.put("PIP_CONFIG_FILE", "/dev/null");

    assertThat(find()).isEmpty();
  }

  @Test
  void theConfigurationFolderMayBeElsewhere() throws IOException {
    write("elsewhere/pip/pip.conf", set("http://127.0.0.1/x"));
    environment.put("XDG_CONFIG_HOME", home.resolve("elsewhere").toString());

    assertThat(find()).contains(URI.create("http://127.0.0.1/x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[global];index-url=http://127.0.0.1/a | http://127.0.0.1/a",
        "[global];index_url: http://127.0.0.1/a | http://127.0.0.1/a",
        "[global];Index-URL = http://127.0.0.1/a?b=c | http://127.0.0.1/a?b=c",
        "[global];timeout = 60;index-url = http://127.0.0.1/a;[install];pre = yes |"
            + " http://127.0.0.1/a",
        "[global];index-url = http://127.0.0.1/a;index-url = http://127.0.0.1/b |"
            + " http://127.0.0.1/b",
        "[install];index-url = http://127.0.0.1/a |",
        "[global];# index-url = http://127.0.0.1/a |",
        "[global];extra-index-url =;  index-url = http://127.0.0.1/continued |",
        "[global];extra-index-url = http://127.0.0.1/a |",
        "index-url = http://127.0.0.1/a |",
        "[global];index-url = |"
      })
  void theFileIsReadAsPipReadsIt(String content, String expected) throws IOException {
    write(".pip/pip.conf", content.replace(';', '\n'));

    assertThat(find()).isEqualTo(Optional.ofNullable(expected).map(URI::create));
  }

  @Test
  void whatIsNoAddressIsRefusedWithoutShowingIt() {
    environment.put("PIP_INDEX_URL", "http://user:secret@127.0.0.1/a b");

    assertThatThrownBy(this::find)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index-url")
        .hasMessageNotContaining("secret");
  }
}
