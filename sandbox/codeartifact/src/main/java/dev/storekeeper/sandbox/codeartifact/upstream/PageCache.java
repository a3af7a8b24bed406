package dev.storekeeper.sandbox.codeartifact.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicPage;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The packages' pages of public repositories on disk: a file for each, one line of JSON before the
 * page's bytes. A file is written under another name, forced to disk and renamed, so a crash leaves
 * the old page or the new one. What is damaged counts as absent.
 */
final class PageCache {
  private static final String UNFINISHED = ".new";

  private final Path folder;
  private final int mostPages;

  private PageCache(Path folder, int mostPages) {
    this.folder = folder;
    this.mostPages = mostPages;
  }

  /**
   * Opens a cache that keeps so many pages, and removes what a crash left behind.
   *
   * @throws IOException if the folder cannot be read and written
   */
  static PageCache open(Path folder, int mostPages) throws IOException {
    Files.createDirectories(folder);
    PageCache cache = new PageCache(folder, mostPages);
    for (Path file : cache.files()) {
      if (file.getFileName().toString().endsWith(UNFINISHED)) {
        Files.deleteIfExists(file);
      }
    }
    return cache;
  }

  /**
   * What a public repository said.
   *
   * @param fetched when
   * @param page the page; empty if it has no such package
   */
  record Entry(Instant fetched, Optional<PublicPage> page) {}

  Optional<Entry> read(String key) throws IOException {
    Path file = file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    try {
      JsonNode head = Json.parse(new String(bytes, 0, end, StandardCharsets.UTF_8));
      byte[] body = end == bytes.length ? new byte[0] : rest(bytes, end + 1);
      return head.path("sha256").asText().equals(sha256(body))
              && head.path("key").asText().equals(key)
          ? Optional.of(entry(head, body))
          : Optional.empty();
    } catch (UncheckedIOException | IllegalArgumentException | DateTimeException damaged) {
      return Optional.empty();
    }
  }

  private static byte[] rest(byte[] bytes, int start) {
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private static Entry entry(JsonNode head, byte[] body) {
    Instant fetched = Instant.parse(head.path("fetched").asText());
    if (!head.path("found").asBoolean()) {
      return new Entry(fetched, Optional.empty());
    }
    URI address = URI.create(head.path("address").asText());
    return new Entry(
        fetched, Optional.of(new PublicPage(address, head.path("contentType").asText(), body)));
  }

  void write(String key, Entry entry) throws IOException {
    byte[] body = entry.page().map(PublicPage::body).orElse(new byte[0]);
    ObjectNode head =
        Json.object()
            .put("key", key)
            .put("fetched", entry.fetched().toString())
            .put("found", entry.page().isPresent())
            .put("sha256", sha256(body));
    entry
        .page()
        .ifPresent(page ->
            head.put("address", page.address().toString()).put("contentType", page.contentType()));
    Path unfinished = folder.resolve(UUID.randomUUID() + UNFINISHED);
    try {
      force(unfinished, (Json.text(head) + "\n").getBytes(StandardCharsets.UTF_8), body);
      Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    forgetOldest();
  }

  private static void force(Path file, byte[]... parts) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (byte[] part : parts) {
        ByteBuffer bytes = ByteBuffer.wrap(part);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.force(true);
    }
  }

  private synchronized void forgetOldest() throws IOException {
    List<Path> files = new ArrayList<>(files());
    if (files.size() <= mostPages) {
      return;
    }
    files.sort(Comparator.comparingLong(PageCache::modified));
    for (Path file : files.subList(0, files.size() - mostPages)) {
      Files.deleteIfExists(file);
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private Path file(String key) {
    return folder.resolve(sha256(key.getBytes(StandardCharsets.UTF_8)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
