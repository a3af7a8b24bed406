package dev.storekeeper.cleanup.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports that are interrupted. */
class InterruptedExportTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Map<String, byte[]> ASSETS =
      Map.of("core-1.0.jar", new byte[] {1}, "core-1.0.pom", new byte[] {2});

  @ParameterizedTest
  @EnumSource(Faults.Moment.class)
  void whateverFailsOnceIsTakenUpByTheNextExport(Faults.Moment moment) throws ExportException {
    PackageVersion version = version("1.0");
    boolean happened = true;
    for (int n = 1; happened; n++) {
      TestBucket broken = new TestBucket();
      FakeSource unsteady = new FakeSource();
      String revision = unsteady.put(version, "Published", ASSETS);
      Faults faults = Faults.at(n, moment);
      broken.faults(faults);
      unsteady.faults(faults);
      S3Exports attempt =
          new S3Exports(unsteady, broken, Clock.fixed(NOW, ZoneOffset.UTC), (v, asset, size) -> {});

      String key;
      try {
        key = attempt.export(version, revision);
      } catch (ExportException e) {
        assertThat(e.isTransient()).as(e.getMessage()).isTrue();
        key = attempt.export(version, revision);
      }

      happened = faults.happened();
      broken.faults(Faults.none());
      attempt.verify(key, version, revision);
      assertThat(broken.objects()).hasSize(3);
    }
  }

  private static PackageVersion version(String version) {
    return new PackageVersion(
        new PackageCoordinates(
            "eu-west-1",
            "111111111111",
            "acme",
            "releases",
            Optional.empty(),
            "maven",
            "com.acme",
            "core"),
        version);
  }
}
