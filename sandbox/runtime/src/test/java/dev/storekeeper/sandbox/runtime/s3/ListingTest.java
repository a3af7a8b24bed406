package dev.storekeeper.sandbox.runtime.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists of objects and versions, by the AWS SDK. */
final class ListingTest {
  private static final List<String> KEYS =
      List.of("a", "a/1", "a/2", "a/b/3", "a0", "b!", "b/1", "b/2", "c", "ü/x y", "z+z");

  @TempDir private Path folder;
  private S3Fixture fixture;
  private S3Client s3;

  @BeforeEach
  void start() {
    fixture = new S3Fixture(folder);
    s3 = fixture.client();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // prefix | delimiter | start after | keys | common prefixes
        "-    | - | -   | a a/1 a/2 a/b/3 a0 b! b/1 b/2 c z+z ü/x_y | ''",
        "-    | / | -   | a a0 b! c z+z                            | a/ b/ ü/",
        "a/   | / | -   | a/1 a/2                                  | a/b/",
        "a    | - | -   | a a/1 a/2 a/b/3 a0                       | ''",
        "a    | / | -   | a a0                                     | a/",
        "b    | - | b/1 | b/2                                      | ''",
        "-    | / | a/2 | a0 b! c z+z                              | a/ b/ ü/",
        "none | / | -   | ''                                       | ''",
        "-    | b | -   | a a/1 a/2 a0 c z+z ü/x_y                 | a/b b",
      })
  void everyPageSizeGivesTheSame(
      String prefix, String delimiter, String after, String keys, String prefixes) {
    KEYS.forEach(this::put);
    for (int size : new int[] {1, 2, 3, 1000}) {
      List<String> found = new ArrayList<>();
      List<String> common = new ArrayList<>();
      for (ListObjectsV2Response page :
          s3.listObjectsV2Paginator(r ->
              r.bucket(S3Fixture.PLAIN)
                  .prefix(prefix)
                  .delimiter(delimiter)
                  .startAfter(after)
                  .maxKeys(size))) {
        assertThat(page.keyCount())
            .isEqualTo(page.contents().size() + page.commonPrefixes().size())
            .isLessThanOrEqualTo(size);
        page.contents().forEach(each -> found.add(each.key()));
        page.commonPrefixes().forEach(each -> common.add(each.prefix()));
      }
      assertThat(found).as("pages of %s", size).isEqualTo(words(keys));
      assertThat(common).as("pages of %s", size).isEqualTo(words(prefixes));
    }
  }

  @Test
  void listShowsWhatAnObjectIs() {
    put("k");
    S3Object object = s3.listObjectsV2(r -> r.bucket(S3Fixture.PLAIN)).contents().getFirst();

    assertThat(object.size()).isEqualTo(1);
    assertThat(object.eTag()).isEqualTo("\"8ce4b16b22b58894aa86c421e8759df3\"");
    assertThat(object.lastModified())
        .isBetween(fixture.clock.instant().minusSeconds(60), fixture.clock.instant());
    assertThat(object.checksumAlgorithmAsStrings()).containsExactly("CRC32");
  }

  @Test
  void versionsAreListedNewestFirstInPagesOfAnySize() {
    for (int round = 0; round < 3; round++) {
      for (String key : List.of("a/1", "a/2", "b")) {
        s3.putObject(
            r -> r.bucket(S3Fixture.VERSIONED).key(key), RequestBody.fromString("x" + key));
      }
    }
    s3.deleteObject(r -> r.bucket(S3Fixture.VERSIONED).key("a/2"));
    List<String> whole = versions(1000, null);
    assertThat(whole).hasSize(10);
    assertThat(whole.stream().filter(line -> line.endsWith("latest"))).hasSize(3);
    for (int size = 1; size < 5; size++) {
      assertThat(versions(size, null)).as("pages of %s", size).isEqualTo(whole);
    }
    assertThat(versions(1, "/")).hasSize(4).contains("prefix a/");
  }

  @Test
  void randomKeysAreListedInOrder() {
    Random random = new Random(42);
    TreeSet<String> keys = new TreeSet<>();
    while (keys.size() < 60) {
      StringBuilder key = new StringBuilder();
      random.ints(1 + random.nextInt(6), 0, 5).forEach(i -> key.append("a/b-!".charAt(i)));
      if (!key.toString().startsWith("/")) {
        keys.add(key.toString());
      }
    }
    keys.forEach(this::put);
    for (String prefix : List.of("", "a", "a/", "b-", "!")) {
      List<String> wanted = keys.stream().filter(key -> key.startsWith(prefix)).toList();
      TreeSet<String> direct = new TreeSet<>();
      TreeSet<String> common = new TreeSet<>();
      for (String key : wanted) {
        int end = key.indexOf('/', prefix.length());
        if (end < 0) {
          direct.add(key);
        } else {
          common.add(key.substring(0, end + 1));
        }
      }
      assertThat(listed(prefix, null)).isEqualTo(wanted);
      assertThat(listed(prefix, "/"))
          .containsExactlyElementsOf(
              Stream.concat(direct.stream(), common.stream().map("prefix "::concat)).toList());
    }
  }

  @Test
  void tokenThatNoListingGaveIsRefused() {
    assertThatThrownBy(
            () -> s3.listObjectsV2(r -> r.bucket(S3Fixture.PLAIN).continuationToken("nonsense")))
        .hasMessageContaining("continuation-token: found 'nonsense'");
  }

  private List<String> listed(String prefix, @Nullable String delimiter) {
    List<String> direct = new ArrayList<>();
    List<String> common = new ArrayList<>();
    for (ListObjectsV2Response page :
        s3.listObjectsV2Paginator(
            r -> r.bucket(S3Fixture.PLAIN).prefix(prefix).delimiter(delimiter).maxKeys(7))) {
      page.contents().forEach(each -> direct.add(each.key()));
      page.commonPrefixes().forEach(each -> common.add("prefix " + each.prefix()));
    }
    return Stream.concat(direct.stream(), common.stream()).toList();
  }

  private List<String> versions(int pageSize, @Nullable String delimiter) {
    List<String> lines = new ArrayList<>();
    for (ListObjectVersionsResponse page :
        s3.listObjectVersionsPaginator(
            r -> r.bucket(S3Fixture.VERSIONED).maxKeys(pageSize).delimiter(delimiter))) {
      List<String> unordered = new ArrayList<>();
      page.commonPrefixes().stream()
          .map(CommonPrefix::prefix)
          .forEach(prefix -> unordered.add("prefix " + prefix));
      page.deleteMarkers()
          .forEach(marker ->
              unordered.add(line(marker.key(), marker.versionId(), true, marker.isLatest())));
      page.versions()
          .forEach(version ->
              unordered.add(line(version.key(), version.versionId(), false, version.isLatest())));
      lines.addAll(unordered);
    }
    // The SDK gives markers and versions apart; of one key the marker is the newest here.
    return lines.stream()
        .sorted((left, right) -> left.split(" ", 3)[0].compareTo(right.split(" ", 3)[0]))
        .toList();
  }

  private static String line(String key, String id, boolean marker, boolean latest) {
    return key + " " + (marker ? "marker " : "version ") + id + (latest ? " latest" : "");
  }

  private void put(String key) {
    s3.putObject(r -> r.bucket(S3Fixture.PLAIN).key(key), RequestBody.fromString("k"));
  }

  private static List<String> words(String text) {
    return text.isEmpty()
        ? List.of()
        : Stream.of(text.split(" ")).map(word -> word.replace('_', ' ')).toList();
  }
}
