package dev.storekeeper.cleanup.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.Killed;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeRegistryTest {
  private static final DomainId ACME = new DomainId("eu-west-1", "111122223333", "acme");
  private static final RepositoryId TEAM = new RepositoryId(ACME, "team");
  private static final PackageCoordinates WIDGET = TEAM.packageOf("npm", "acme", "widget");
  private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeRepositoryRegistry repositories =
      new FakeRepositoryRegistry(registry, Clock.systemUTC());

  @BeforeEach
  void fill() throws Exception {
    repositories.createRepository(TEAM, Optional.empty(), List.of(), Map.of("k", "v"));
    for (int i = 1; i <= 3; i++) {
      registry.publish(version(i), "Published", OriginType.INTERNAL, NOW.plusSeconds(i), 10);
    }
  }

  @Test
  void aStatusIsSetOnlyIfRevisionAndStatusAreAsExpected() throws Exception {
    SortedMap<String, String> revisions = revisions();
    assertThat(registry.setStatus(WIDGET, revisions, "Published", "Archived").values())
        .containsOnly(new VersionResult.Done());
    assertThat(registry.status(version(1))).contains("Archived");

    assertThat(codes(registry.setStatus(WIDGET, revisions, "Published", "Archived")))
        .containsOnly("MISMATCHED_STATUS");
    registry.publish(version(2), "Archived", OriginType.INTERNAL, NOW, 11);
    assertThat(codes(registry.setStatus(WIDGET, revisions, "Archived", "Published")))
        .containsExactly("SKIPPED", "MISMATCHED_REVISION", "SKIPPED");
    assertThat(registry.status(version(1))).contains("Archived");
  }

  @Test
  void onlyArchivedVersionsAreDeletedAllOrNone() throws Exception {
    registry.become(version(1), "Archived");
    assertThat(codes(registry.deleteArchived(WIDGET, List.of("1", "2", "9"))))
        .containsExactly("SKIPPED", "MISMATCHED_STATUS", "NOT_FOUND");
    assertThat(registry.status(version(1))).contains("Archived");

    assertThat(registry.deleteArchived(WIDGET, List.of("1")))
        .isEqualTo(Map.of("1", new VersionResult.Done()));
    assertThat(registry.versions(WIDGET).versions())
        .extracting(ListedVersion::version)
        .containsExactly("3", "2");
  }

  @Test
  void packagesComeInPages() throws Exception {
    registry.pageSize(2);
    for (String name : List.of("aa", "zz")) {
      registry.publish(
          new PackageVersion(TEAM.packageOf("npm", "", name), "1"),
          "Published",
          OriginType.INTERNAL,
          NOW,
          1);
    }
    List<String> names = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      PackagePage page = registry.packages(TEAM, token);
      page.packages().forEach(listed -> names.add(listed.name()));
      token = page.next();
    } while (token.isPresent());

    assertThat(names).containsExactly("aa", "zz", "widget");
  }

  @Test
  void anAnswerCanBeLostAndAListingStale() throws Exception {
    registry.faults((operation, _) ->
        operation.equals("UpdatePackageVersionsStatus") ? Fault.LOST_ANSWER : Fault.NONE);
    assertThatThrownBy(() -> registry.setStatus(WIDGET, revisions(), "Published", "Archived"))
        .isInstanceOf(RegistryException.class);
    assertThat(registry.status(version(1))).contains("Archived");

    registry.faults((_, _) -> Fault.STALE);
    assertThat(registry.versions(WIDGET).versions())
        .extracting(ListedVersion::status)
        .contains("Published");
  }

  @Test
  void aCallerCanBeKilledBeforeAndAfterACall() {
    registry.faults((_, _) -> Fault.KILLED);
    assertThatThrownBy(() -> registry.setStatus(WIDGET, revisions(), "Published", "Archived"))
        .isInstanceOf(Killed.class);
    assertThat(registry.status(version(1))).contains("Published");
  }

  @Test
  void policiesAreComparedAndSet() throws Exception {
    assertThat(repositories.domainPolicy(ACME)).isEmpty();
    ResourcePolicy first = repositories.putDomainPolicy(ACME, "{}", Optional.empty());
    ResourcePolicy second =
        repositories.putDomainPolicy(ACME, "{\"a\":1}", Optional.of(first.revision()));
    assertThatThrownBy(() -> repositories.putDomainPolicy(ACME, "", Optional.of(first.revision())))
        .hasMessage("the policy has changed");
    assertThatThrownBy(() -> repositories.deleteDomainPolicy(ACME, first.revision()))
        .hasMessage("the policy has changed");
    repositories.deleteDomainPolicy(ACME, second.revision());
    assertThat(repositories.domainPolicy(ACME)).isEmpty();
  }

  @Test
  void tagsAndConnectionsChange() throws Exception {
    repositories.tag(TEAM, Map.of("x", "y"));
    repositories.untag(TEAM, Set.of("k", "none"));
    repositories.associateExternalConnection(TEAM, "public:npmjs");

    assertThat(registry.tags(TEAM)).isEqualTo(Map.of("x", "y"));
    assertThat(registry.repository(TEAM).externalConnections()).containsExactly("public:npmjs");
    assertThatThrownBy(() -> repositories.associateExternalConnection(TEAM, "public:pypi"))
        .isInstanceOf(RegistryException.class);
    repositories.deleteRepository(TEAM);
    assertThat(registry.repositories(ACME)).isEmpty();
  }

  private SortedMap<String, String> revisions() throws RegistryException {
    TreeMap<String, String> revisions = new TreeMap<>();
    registry
        .versions(WIDGET)
        .versions()
        .forEach(listed -> revisions.put(listed.version(), listed.revision()));
    return revisions;
  }

  private static List<String> codes(Map<String, VersionResult> results) {
    return results.values().stream()
        .map(result ->
            switch (result) {
              case VersionResult.Done done -> "DONE";
              case VersionResult.Failed failed -> failed.code();
            })
        .toList();
  }

  private static PackageVersion version(int number) {
    return new PackageVersion(WIDGET, Integer.toString(number));
  }
}
