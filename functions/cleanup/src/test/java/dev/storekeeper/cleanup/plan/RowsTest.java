package dev.storekeeper.cleanup.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.bucket.InMemoryBucket;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.Question;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
  private static final String NASTY = "a\"\\{}[],:\u00e9\u20ac\uD83D\uDE00+~!$&'()*;=@%_.-";

  private final InMemoryBucket bucket = new InMemoryBucket();

  @Test
  void everyRowIsReadAsItWasWritten() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      Row row = row(random);
      String line = RowCodec.write(row);
      assertThat(line).doesNotContain("\n");
      assertThat(RowCodec.read(line)).isEqualTo(row);
    }
  }

  @Test
  void aRowWithoutADecisionIsNotWritten() {
    Row row = row(new Random(7));
    Row undecided =
        new Row(
            row.version(),
            row.revision(),
            row.status(),
            row.origin(),
            row.published(),
            row.lastRead(),
            row.bytes(),
            new Outcome.Undecided(Set.of(Question.BYTES)),
            row.inFlight());

    assertThatThrownBy(() -> RowCodec.write(undecided)).hasMessageContaining("expected a decision");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"status\":\"Published\" | \"status\":7 | status: found 7, expected a text",
        "\"origin\":\"INTERNAL\" | \"origin\":\"internal\" | origin: found \"internal\"",
        "\"bytes\":100 | \"bytes\":\"100\" | bytes: found \"100\", expected a whole number",
        "\"outcome\":\"SELECTED\" | \"outcome\":\"GONE\" | outcome: found \"GONE\"",
        "\"policy\":\"old\" | \"p\":\"old\" | policy: found nothing, expected a text"
      })
  void aLineThatIsNoneIsRefusedWithItsField(String found, String instead, String message) {
    String line = RowCodec.write(selected("widget", "1"));
    assertThat(line).contains(found);

    assertThatThrownBy(() -> RowCodec.read(line.replace(found, instead)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPackageThatWasListedTwiceCountsOnce() throws Exception {
    Chunk first = chunk("one", selected("a", "1"), selected("b", "1"), selected("b", "2"));
    Chunk second = chunk("two", selected("b", "3"), selected("c", "1"));
    Manifest manifest = manifest(first, second);

    List<String> names = new ArrayList<>();
    new Rows(bucket)
        .<RuntimeException>forEach(
            manifest,
            row -> names.add(row.version().coordinates().name() + row.version().version()));

    assertThat(names).containsExactly("a1", "b1", "b2", "c1");
  }

  @Test
  void aChunkWithAnotherNumberOfRowsIsAnError() throws Exception {
    Chunk chunk = chunk("one", selected("a", "1"));
    Manifest manifest = manifest(new Chunk(chunk.key(), chunk.etag(), 2));

    assertThatThrownBy(() -> new Rows(bucket).<RuntimeException>forEach(manifest, _ -> true))
        .isInstanceOf(IOException.class)
        .hasMessage("one: found 1 rows, expected 2");
  }

  @Test
  void aManifestIsReadAsItWasWritten() throws Exception {
    Manifest manifest = manifest(chunk("one", selected("a", "1")));
    manifest.write(bucket);

    assertThat(Manifest.read(bucket, "plan-1")).isEqualTo(manifest);
    assertThatThrownBy(() -> Manifest.read(bucket, "plan-2")).isInstanceOf(IOException.class);
  }

  private static Manifest manifest(Chunk... chunks) {
    return new Manifest(
        "plan-1",
        "sha256:0",
        List.of(new Manifest.Part("team", List.of(chunks), 4, 4, 400)),
        Map.of("old", new Manifest.Policy("sha256:1", Mode.PLAN)));
  }

  private Chunk chunk(String key, Row... rows) throws IOException {
    RowWriter writer = new RowWriter();
    for (Row row : rows) {
      writer.add(row);
    }
    return new Chunk(
        key, bucket.put(key, writer.finish(), "application/gzip").etag(), writer.rows());
  }

  private static Row selected(String name, String version) {
    return new Row(
        new PackageVersion(coordinates("", name, Optional.empty()), version),
        "r",
        "Published",
        OriginType.INTERNAL,
        Optional.empty(),
        Optional.empty(),
        Optional.of(100L),
        new Outcome.Selected("old", "old"),
        Optional.empty());
  }

  private static Row row(Random random) {
    String text = NASTY.substring(0, 1 + random.nextInt(8));
    Outcome outcome =
        random.nextBoolean()
            ? new Outcome.Selected(text, "a\nb\u0000" + text)
            : new Outcome.Kept(
                List.of(Outcome.Why.values()).get(random.nextInt(5)),
                random.nextBoolean() ? "" : text,
                text);
    return new Row(
        new PackageVersion(
            coordinates(
                random.nextBoolean() ? "" : text,
                text,
                random.nextBoolean() ? Optional.empty() : Optional.of("999999999999")),
            text),
        text,
        text,
        List.of(OriginType.values()).get(random.nextInt(3)),
        time(random),
        time(random),
        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextLong()),
        outcome,
        random.nextBoolean() ? Optional.empty() : Optional.of("HIDDEN"));
  }

  private static Optional<Instant> time(Random random) {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
  }

  private static PackageCoordinates coordinates(
      String namespace, String name, Optional<String> administrator) {
    return new PackageCoordinates(
        "eu-west-1", "111122223333", "acme", "team", administrator, "pypi", namespace, name);
  }
}
