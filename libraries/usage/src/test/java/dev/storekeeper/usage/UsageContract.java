package dev.storekeeper.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every index does, whatever it keeps its signals in. */
public abstract class UsageContract {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final DomainPackage UI = DomainPackage.of(coordinates("releases", "npm", "ui"));
  private static final RepositoryCoordinates RELEASES =
      new RepositoryCoordinates("111111111111", "acme", "releases");

  private UsageIndex index;
  private UsageRecorder recorder;

  /** An index in which nothing is recorded, and what records in it. */
  public record Usage(UsageIndex index, UsageRecorder recorder) {}

  protected abstract Usage emptyUsage();

  @BeforeEach
  void start() {
    Usage usage = emptyUsage();
    index = usage.index();
    recorder = usage.recorder();
  }

  @Test
  void whatWasNeverSeenIsAbsent() {
    assertThat(index.versions(UI).byVersion()).isEmpty();
    assertThat(index.versions(UI).of("1.0.0")).isEqualTo(VersionUsage.NONE);
    assertThat(index.published(coordinates("releases", "npm", "ui"))).isEmpty();
    assertThat(index.repository(RELEASES)).isEqualTo(RepositoryUsage.NONE);
    assertThat(index.coverage()).isEqualTo(Coverage.NONE);
  }

  @Test
  void aReadThroughAnyRepositoryCountsForTheVersionInTheDomain() {
    Access read = new Access(NOON, "team", "arn:aws:iam::111111111111:user/anna");
    recorder.recordRead(UI, "1.0.0", read);

    assertThat(index.versions(UI).of("1.0.0").lastRead()).contains(read);
    assertThat(index.versions(UI).of("1.0.1")).isEqualTo(VersionUsage.NONE);
    assertThat(index.versions(DomainPackage.of(coordinates("team", "npm", "ui"))).of("1.0.0"))
        .isEqualTo(index.versions(UI).of("1.0.0"));
    assertThat(index.versions(DomainPackage.of(coordinates("team", "pypi", "ui"))).byVersion())
        .isEmpty();
  }

  @Test
  void aReadWhoseVersionCouldNotBeToldCountsForEveryVersion() {
    recorder.recordRead(UI, "1.0.0", access(NOON.minusSeconds(60)));
    recorder.recordRead(UI, PackageUsage.ANY_VERSION, access(NOON));

    assertThat(index.versions(UI).of("1.0.0").lastRead()).contains(access(NOON));
    assertThat(index.versions(UI).of("7").lastRead()).contains(access(NOON));
  }

  @Test
  void theLatestSignalStaysInWhateverOrderAndHoweverOftenTheyCome() {
    Random random = new Random(42);
    List<Access> signals = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      signals.add(
          new Access(
              NOON.plus(Duration.ofMinutes(random.nextInt(40 * 24 * 60))), "r" + i % 3, "p" + i));
    }
    signals.addAll(List.copyOf(signals));
    Collections.shuffle(signals, random);
    Map<String, Instant> latest = new HashMap<>();
    for (int i = 0; i < signals.size(); i++) {
      Access signal = signals.get(i);
      String version = "1." + i % 3;
      recorder.recordRead(UI, version, signal);
      recorder.recordRefused(UI, version, new Refusal(signal, "ResourceNotFoundException"));
      recorder.recordRepositoryRead(RELEASES, signal);
      recorder.recordRepositoryRefused(RELEASES, new Refusal(signal, "AccessDenied"));
      recorder.recordUnattributedRead(RELEASES, signal);
      recorder.recordGrant(RELEASES, signal.time());
      recorder.recordForeignChange(
          RELEASES, new ForeignChange(signal.time(), "DeletePackageVersions", signal.principal()));
      for (String key : List.of(version, "all")) {
        latest.merge(key, signal.time(), (one, other) -> other.isAfter(one) ? other : one);
      }
    }

    for (String version : List.of("1.0", "1.1", "1.2")) {
      VersionUsage usage = index.versions(UI).of(version);
      assertThat(usage.lastRead().orElseThrow().time()).isEqualTo(latest.get(version));
      assertThat(usage.lastRefused().orElseThrow().attempt()).isEqualTo(usage.lastRead().get());
    }
    Instant last = latest.getOrDefault("all", Instant.MIN);
    RepositoryUsage repository = index.repository(RELEASES);
    assertThat(repository.lastRead().orElseThrow().time()).isEqualTo(last);
    assertThat(repository.lastRefused().orElseThrow().errorCode()).isEqualTo("AccessDenied");
    assertThat(repository.lastUnattributedRead()).isEqualTo(repository.lastRead());
    assertThat(repository.lastGrant()).contains(last);
    assertThat(repository.lastForeignChange().orElseThrow().time()).isEqualTo(last);
  }

  @Test
  void aPublicationKeepsItsEarliestAndItsLatestTime() {
    PackageVersion version = new PackageVersion(coordinates("releases", "npm", "ui"), "1.0.0");
    recorder.recordPublished(
        version, NOON, Optional.of("second"), Optional.of(OriginType.INTERNAL));
    recorder.recordPublished(
        version, NOON.minusSeconds(60), Optional.of("first"), Optional.of(OriginType.EXTERNAL));
    recorder.recordPublished(version, NOON.plusSeconds(60), Optional.empty(), Optional.empty());

    assertThat(index.published(version.coordinates()))
        .containsExactly(
            Map.entry(
                "1.0.0",
                new Published(
                    NOON.minusSeconds(60),
                    NOON.plusSeconds(60),
                    Optional.of("second"),
                    Optional.of(OriginType.INTERNAL))));
    assertThat(index.repository(RELEASES).lastPublish()).contains(NOON.plusSeconds(60));
    assertThat(index.published(coordinates("team", "npm", "ui"))).isEmpty();
  }

  @Test
  void allSpellingsOfAPythonNameAreOnePackage() {
    PackageVersion published = new PackageVersion(coordinates("releases", "pypi", "My_Pkg.x"), "1");
    recorder.recordPublished(published, NOON, Optional.empty(), Optional.empty());
    recorder.recordRead(DomainPackage.of(published.coordinates()), "1", access(NOON));

    PackageCoordinates normal = coordinates("releases", "pypi", "my-pkg-x");
    assertThat(index.published(normal)).containsOnlyKeys("1");
    assertThat(index.versions(DomainPackage.of(normal)).of("1").lastRead()).isPresent();
  }

  @Test
  void allSpellingsOfASwiftScopeAreOneNamespace() {
    DomainPackage asked = new DomainPackage("111122223333", "acme", "swift", "MyScope", "MyLib");
    recorder.recordRead(asked, "1", access(NOON));

    DomainPackage listed = new DomainPackage("111122223333", "acme", "swift", "myscope", "mylib");
    assertThat(index.versions(listed).of("1").lastRead()).isPresent();
  }

  @Test
  void hundredsOfVersionsAreAllThere() {
    for (int i = 0; i < 300; i++) {
      recorder.recordRead(UI, "1.0." + i, new Access(NOON, "releases", "arn:" + "x".repeat(500)));
    }
    assertThat(index.versions(UI).byVersion()).hasSize(300);
  }

  static Access access(Instant time) {
    return new Access(time, "releases", "arn:aws:iam::111111111111:user/anna");
  }

  static PackageCoordinates coordinates(String repository, String format, String name) {
    return new PackageCoordinates(
        "eu-west-1", "111111111111", "acme", repository, Optional.empty(), format, "", name);
  }
}
