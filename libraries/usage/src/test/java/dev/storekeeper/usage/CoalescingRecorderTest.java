package dev.storekeeper.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CoalescingRecorderTest {
  private static final DomainPackage UI =
      DomainPackage.of(UsageContract.coordinates("releases", "npm", "ui"));
  private static final RepositoryCoordinates RELEASES =
      new RepositoryCoordinates("111111111111", "acme", "releases");

  private final InMemoryUsage usage = new InMemoryUsage();
  private final UsageRecorder recorder = new CoalescingRecorder(usage);

  @Test
  void theFirstReadOfADayIsWrittenAndItsAgeIsReckonedFromTheEndOfTheDay() {
    recorder.recordRead(UI, "1", at("2026-03-04T00:00:01Z"));
    recorder.recordRead(UI, "1", at("2026-03-04T23:59:59Z"));

    VersionUsage version = usage.versions(UI).of("1");
    assertThat(version.lastRead()).contains(at("2026-03-04T00:00:01Z"));
    assertThat(version.mayHaveBeenReadUntil()).contains(Instant.parse("2026-03-04T23:59:59.999Z"));
  }

  @Test
  void theNextDayIsWrittenAgainAndADayBeforeIsDropped() {
    recorder.recordRead(UI, "1", at("2026-03-04T12:00:00Z"));
    recorder.recordRead(UI, "1", at("2026-03-05T00:00:00Z"));
    recorder.recordRead(UI, "1", at("2026-03-03T12:00:00Z"));

    assertThat(usage.versions(UI).of("1").lastRead()).contains(at("2026-03-05T00:00:00Z"));
  }

  @Test
  void versionsAndRepositoriesDoNotHideEachOther() {
    Access read = at("2026-03-04T12:00:00Z");
    recorder.recordRead(UI, "1", read);
    recorder.recordRead(UI, "2", read);
    recorder.recordUnattributedRead(RELEASES, read);
    recorder.recordRepositoryRead(RELEASES, read);

    assertThat(usage.versions(UI).byVersion()).containsOnlyKeys("1", "2");
    assertThat(usage.repository(RELEASES).lastRead()).contains(read);
    assertThat(usage.repository(RELEASES).lastUnattributedRead()).contains(read);
  }

  @Test
  void aWriteThatFailedIsTriedAgain() {
    Access read = at("2026-03-04T12:00:00Z");
    usage.unavailable(true);
    assertThatThrownBy(() -> recorder.recordRead(UI, "1", read))
        .isInstanceOf(UsageUnavailableException.class);

    usage.unavailable(false);
    recorder.recordRead(UI, "1", read);
    assertThat(usage.versions(UI).of("1").lastRead()).contains(read);
  }

  @Test
  void refusalsAreNeverDropped() {
    recorder.recordRefused(UI, "1", new Refusal(at("2026-03-04T09:00:00Z"), "AccessDenied"));
    recorder.recordRefused(UI, "1", new Refusal(at("2026-03-04T11:00:00Z"), "NotFound"));

    assertThat(usage.versions(UI).of("1").lastRefused().orElseThrow().attempt().time())
        .isEqualTo(Instant.parse("2026-03-04T11:00:00Z"));
  }

  private static Access at(String time) {
    return UsageContract.access(Instant.parse(time));
  }
}
