package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.export.FakeSource;
import dev.storekeeper.cleanup.export.Faults;
import dev.storekeeper.cleanup.export.TestBucket;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RestorerTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "pypi, Published",
    "pypi, Unlisted",
    "npm, Published",
    "npm, Unlisted",
    "maven, Published",
    "maven, Unlisted",
    "maven, Unfinished",
    "generic, Published",
    "generic, Unlisted",
    "generic, Unfinished"
  })
  void whatIsGoneComesBackAsItWas(String format, String status) throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of(format, status, folder)) {
      Restoration outcome = fixture.restore();

      FakeSource.Version there = fixture.there().orElseThrow();
      assertThat(outcome)
          .isEqualTo(new Restoration.Restored(fixture.version, there.revision(), status));
      assertThat(there.status()).isEqualTo(status);
      assertSame(there, fixture);
      assertThat(folder).isEmptyDirectory();
      assertThat(Restorer.restorable(format)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pypi, Published",
    "pypi, Archived",
    "npm, Archived",
    "npm, Unlisted",
    "maven, Published",
    "generic, Archived"
  })
  void whatIsThereIsLeftAlone(String format, String status) throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of(format, "Unlisted", folder)) {
      String revision = fixture.source.put(fixture.version, status, fixture.assets);

      assertThat(fixture.restore())
          .isEqualTo(new Restoration.AlreadyThere(fixture.version, revision, status));
      assertThat(fixture.service.requests()).isEmpty();
      assertThat(fixture.there().orElseThrow().status()).isEqualTo(status);
    }
  }

  @Test
  void anotherRepositoryMayBeTheTarget() throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("generic", "Published", folder)) {
      RepositoryId other =
          new RepositoryId(new DomainId("eu-west-1", "111111111111", "acme"), "archive");

      Restoration outcome = fixture.restorer.restore(fixture.manifest, other);

      assertThat(outcome).isInstanceOf(Restoration.Restored.class);
      assertThat(fixture.source.versions().keySet())
          .extracting(version -> version.coordinates().repository())
          .containsExactly("archive");
    }
  }

  @ParameterizedTest
  @EnumSource(Faults.Moment.class)
  void whateverFailsOnceIsTakenUpByTheNextAttempt(Faults.Moment moment) throws Exception {
    for (String format : new String[] {"pypi", "npm", "maven", "generic"}) {
      boolean happened = true;
      for (int n = 1; happened; n++) {
        try (RestoreFixture fixture = RestoreFixture.of(format, "Unlisted", folder)) {
          Faults faults = Faults.at(n, moment);
          fixture.faults(faults);
          boolean failed = false;
          Restoration outcome;
          try {
            outcome = fixture.restore();
          } catch (PublishException e) {
            assertThat(e.kind()).isEqualTo(PublishException.Kind.TRANSIENT);
            failed = true;
            outcome = fixture.restore();
          }
          happened = faults.happened();
          FakeSource.Version there = fixture.there().orElseThrow();
          assertThat(there.status()).as("%s, operation %d", format, n).isEqualTo("Unlisted");
          assertSame(there, fixture);
          if (outcome instanceof Restoration.AlreadyThere) {
            assertThat(failed).isTrue();
          } else {
            assertThat(outcome).isInstanceOf(Restoration.Restored.class);
          }
        }
      }
    }
  }

  @Test
  void aSecondRestorationOfWhatSomebodyPublishedSinceLeavesItsStatus() throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("pypi", "Unlisted", folder)) {
      fixture.restore();
      fixture.source.put(fixture.version, "Published", fixture.assets);

      assertThat(fixture.restore()).isInstanceOf(Restoration.AlreadyThere.class);
      assertThat(fixture.there().orElseThrow().status()).isEqualTo("Published");
    }
  }

  @Test
  void aPackageThatIsGoneBlocksNothing() throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("pypi", "Published", folder)) {
      fixture.service.control(Optional.empty());

      assertThat(fixture.restore()).isInstanceOf(Restoration.Restored.class);
    }
  }

  private static void assertSame(FakeSource.Version there, RestoreFixture fixture) {
    assertThat(hashes(there.assets())).isEqualTo(hashes(fixture.assets));
  }

  private static Map<String, String> hashes(Map<String, byte[]> assets) {
    Map<String, String> hashes = new TreeMap<>();
    assets.forEach((name, bytes) -> hashes.put(name, TestBucket.hash(bytes)));
    return hashes;
  }
}
