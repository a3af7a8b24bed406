package dev.storekeeper.sandbox.codeartifact.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.codeartifact.protocol.PublicPage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageCacheTest {
  private static final Instant FETCHED = Instant.parse("2026-03-04T10:15:30Z");
  private static final URI ADDRESS = URI.create("http://127.0.0.1:1/simple/hello/");

  @TempDir Path folder;

  private static PageCache.Entry entry(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new PageCache.Entry(FETCHED, Optional.of(new PublicPage(ADDRESS, "text/html", bytes)));
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  @Test
  void aPageIsReadAsItWasWrittenAlsoByALaterProcess() throws IOException {
    PageCache.open(folder, 10).write("hello", entry("line\nline\n"));

    PageCache.Entry read = PageCache.open(folder, 10).read("hello").orElseThrow();

    assertThat(read.fetched()).isEqualTo(FETCHED);
    PublicPage page = read.page().orElseThrow();
    assertThat(page.address()).isEqualTo(ADDRESS);
    assertThat(page.contentType()).isEqualTo("text/html");
    assertThat(new String(page.body(), StandardCharsets.UTF_8)).isEqualTo("line\nline\n");
  }

  @Test
  void anAbsentPackageIsKnownAsAbsent() throws IOException {
    PageCache cache = PageCache.open(folder, 10);
    assertThat(cache.read("hello")).isEmpty();

    cache.write("hello", new PageCache.Entry(FETCHED, Optional.empty()));

    assertThat(cache.read("hello").orElseThrow().page()).isEmpty();
  }

  @Test
  void everyTruncatedOrChangedFileCountsAsAbsent() throws IOException {
    PageCache cache = PageCache.open(folder, 10);
    cache.write("hello", entry("the page"));
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(cache.read("hello")).as("cut to %d bytes", length).isEmpty();
    }
    byte[] changed = whole.clone();
    changed[whole.length - 1]++;
    Files.write(file, changed);
    assertThat(cache.read("hello")).isEmpty();
    Files.write(file, whole);
    assertThat(cache.read("hello")).isPresent();
  }

  @Test
  void whatACrashLeftBehindIsRemovedAtTheNextStart() throws IOException {
    PageCache.open(folder, 10).write("hello", entry("old"));
    Files.writeString(folder.resolve("half.new"), "{\"key\":\"hello\"");

    PageCache cache = PageCache.open(folder, 10);

    assertThat(onlyFile()).isRegularFile();
    assertThat(cache.read("hello")).isPresent();
  }

  @Test
  void theOldestPagesAreForgottenBeyondTheLimit() throws IOException {
    PageCache cache = PageCache.open(folder, 2);
    cache.write("first", entry("1"));
    Files.setLastModifiedTime(onlyFile(), FileTime.from(FETCHED));
    cache.write("second", entry("2"));
    cache.write("third", entry("3"));

    assertThat(cache.read("first")).isEmpty();
    assertThat(cache.read("second")).isPresent();
    assertThat(cache.read("third")).isPresent();
  }
}
