package dev.storekeeper.usagetracking.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.ForeignChange;
import dev.storekeeper.usage.PackageUsage;
import dev.storekeeper.usage.Refusal;
import dev.storekeeper.usage.RepositoryCoordinates;
import dev.storekeeper.usagetracking.trail.Signal.AssetRead;
import dev.storekeeper.usagetracking.trail.Signal.Changed;
import dev.storekeeper.usagetracking.trail.Signal.Nothing;
import dev.storekeeper.usagetracking.trail.Signal.RepositoryRefused;
import dev.storekeeper.usagetracking.trail.Signal.UnattributedRead;
import dev.storekeeper.usagetracking.trail.Signal.VersionRefused;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final RepositoryCoordinates RELEASES =
      new RepositoryCoordinates("111111111111", "acme", "releases");
  private static final DomainPackage UI =
      new DomainPackage("111111111111", "acme", "npm", "", "ui");
  private static final Access ANNA = new Access(NOON, "releases", Trail.ANNA);

  private final Signals signals =
      new Signals(
          Principals.parse("OWN_PRINCIPALS", "arn:aws:iam::111111111111:role/storekeeper-Cleanup*"),
          Principals.parse("EXCLUDED_PRINCIPALS", "arn:aws:iam::*:role/scan/scanner"));

  @Test
  void aReadOfAnAssetCountsForItsVersion() throws Exception {
    assertThat(signals.of(Trail.assetRead(NOON, "1.0.0")))
        .isEqualTo(new AssetRead(RELEASES, UI, Set.of("1.0.0"), ANNA));
    assertThat(signals.of(Trail.call(NOON, "GetPackageVersionAsset", true)))
        .isEqualTo(new AssetRead(RELEASES, UI, Set.of("1.0.0"), ANNA));
  }

  @Test
  void metadataAndHeadRequestsDoNotCount() throws Exception {
    ObjectNode head = Trail.assetRead(NOON, "1.0.0");
    head.withObject("/additionalEventData").put("httpMethod", "HEAD");

    assertThat(signals.of(head)).isEqualTo(new Nothing());
    assertThat(signals.of(Trail.read(NOON, "", "/npm/releases/ui"))).isEqualTo(new Nothing());
    assertThat(signals.of(Trail.call(NOON, "DescribePackageVersion", true)))
        .isEqualTo(new Nothing());
  }

  @Test
  void aVersionIsTakenFromThePathOrElseTheReadCountsForAll() throws Exception {
    assertThat(versions(Trail.read(NOON, "", "/npm/ui/-/ui-1.0.0.tgz"))).containsExactly("1.0.0");
    assertThat(versions(Trail.read(NOON, "1.0", "/npm/ui/-/ui-1.0.0.tgz")))
        .containsExactlyInAnyOrder("1.0", "1.0.0");
    assertThat(versions(Trail.read(NOON, "", "/npm/ui/-/other.tgz")))
        .containsExactly(PackageUsage.ANY_VERSION);
  }

  @Test
  void aRequestWithoutAPathCountsIfItNamesAVersion() throws Exception {
    ObjectNode withoutPath = Trail.assetRead(NOON, "1.0.0");
    withoutPath.remove("additionalEventData");
    assertThat(versions(withoutPath)).containsExactly("1.0.0");
  }

  @Test
  void aScopeIsTakenFromTheNameOrTheNamespace() throws Exception {
    ObjectNode inName = Trail.assetRead(NOON, "1.0.0");
    inName.withObject("/requestParameters").put("packageName", "@acme/ui");
    ObjectNode apart = Trail.assetRead(NOON, "1.0.0");
    apart.withObject("/requestParameters").put("packageNamespace", "@acme");

    DomainPackage scoped = new DomainPackage("111111111111", "acme", "npm", "acme", "ui");
    assertThat(((AssetRead) signals.of(inName)).domainPackage()).isEqualTo(scoped);
    assertThat(((AssetRead) signals.of(apart)).domainPackage()).isEqualTo(scoped);
  }

  @Test
  void aReadOfWhateverPackageIsKeptForTheRepository() throws Exception {
    ObjectNode read = Trail.assetRead(NOON, "1.0.0");
    read.withObject("/requestParameters").remove("packageName");
    assertThat(signals.of(read)).isEqualTo(new UnattributedRead(RELEASES, ANNA));
  }

  @Test
  void aReadThatCannotBePlacedIsAnErrorAndNotNothing() {
    ObjectNode nowhere = Trail.assetRead(NOON, "1.0.0");
    nowhere.withObject("/requestParameters").remove("repositoryName");
    ObjectNode whenever = Trail.assetRead(NOON, "1.0.0").put("eventTime", "yesterday");

    assertThatThrownBy(() -> signals.of(nowhere))
        .isInstanceOf(MalformedTrailException.class)
        .hasMessageContaining("repositoryName");
    assertThatThrownBy(() -> signals.of(whenever))
        .isInstanceOf(MalformedTrailException.class)
        .hasMessageContaining("eventTime");
  }

  @Test
  void aReadThatFailedIsASignOfSomethingMissed() throws Exception {
    ObjectNode failed =
        Trail.assetRead(NOON, "1.0.0").put("errorCode", "ResourceNotFoundException");
    VersionRefused refused =
        new VersionRefused(
            RELEASES, UI, Set.of("1.0.0"), new Refusal(ANNA, "ResourceNotFoundException"));

    assertThat(signals.of(failed)).isEqualTo(refused);
    for (String call : Set.of("GetPackageVersionAsset", "GetPackageVersionReadme")) {
      assertThat(
              signals.of(
                  Trail.call(NOON, call, true).put("errorCode", "ResourceNotFoundException")))
          .isEqualTo(refused);
    }
    assertThat(
            signals.of(
                Trail.call(NOON, "DescribePackageVersion", true).put("errorCode", "AccessDenied")))
        .isEqualTo(new Nothing());
  }

  @Test
  void aDeniedPageIsASignThatTheRepositoryIsMissedButOneThatIsNotThereIsNot() throws Exception {
    ObjectNode page = Trail.read(NOON, "", "/npm/releases/ui");
    assertThat(signals.of(page.deepCopy().put("errorCode", "AccessDenied")))
        .isEqualTo(new RepositoryRefused(RELEASES, new Refusal(ANNA, "AccessDenied")));
    assertThat(signals.of(page.deepCopy().put("errorCode", "ResourceNotFoundException")))
        .isEqualTo(new Nothing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DeletePackageVersions",
        "DeletePackage",
        "UpdatePackageVersionsStatus",
        "DisposePackageVersions",
        "DeleteRepository"
      })
  void changesOfOthersAreSignalsAndOurOwnAreNot(String eventName) throws Exception {
    ObjectNode change = Trail.call(NOON, eventName, false);
    assertThat(signals.of(change))
        .isEqualTo(new Changed(RELEASES, new ForeignChange(NOON, eventName, Trail.ANNA)));
    assertThat(signals.of(change.deepCopy().put("errorCode", "ConflictException")))
        .isEqualTo(new Nothing());

    change
        .withObject("/userIdentity")
        .put("arn", "arn:aws:sts::111111111111:assumed-role/storekeeper-CleanupRole-1AB/cleanup");
    assertThat(signals.of(change)).isEqualTo(new Nothing());
  }

  @Test
  void aScannersReadsDoNotCountButItsDeletionsDo() throws Exception {
    ObjectNode read = Trail.assetRead(NOON, "1.0.0");
    ObjectNode deletion = Trail.call(NOON, "DeletePackageVersions", false);
    for (ObjectNode record : Set.of(read, deletion)) {
      record
          .withObject("/userIdentity")
          .put("arn", "arn:aws:sts::222222222222:assumed-role/scanner/i-1")
          .putObject("sessionContext")
          .putObject("sessionIssuer")
          .put("arn", "arn:aws:iam::222222222222:role/scan/scanner");
    }
    assertThat(signals.of(read)).isEqualTo(new Nothing());
    assertThat(signals.of(deletion)).isInstanceOf(Changed.class);
  }

  @Test
  void aCallerWithoutAnArnCountsForBetter() throws Exception {
    ObjectNode read = Trail.assetRead(NOON, "1.0.0");
    read.putObject("userIdentity").put("type", "AWSService").put("invokedBy", "inspector");
    assertThat(((AssetRead) signals.of(read)).access().principal()).isEqualTo("inspector");
  }

  @Test
  void recordsOfOtherServicesAreNothing() throws Exception {
    ObjectNode record = Trail.assetRead(NOON, "1.0.0").put("eventSource", "s3.amazonaws.com");
    assertThat(signals.of(record)).isEqualTo(new Nothing());
    assertThat(Signals.showsReads(record)).isFalse();
    assertThat(Signals.showsReads(Trail.call(NOON, "ListDomains", true))).isTrue();
    assertThat(Signals.showsReads(Trail.call(NOON, "DeletePackage", false))).isFalse();
  }

  private Set<String> versions(ObjectNode record) throws Exception {
    return ((AssetRead) signals.of(record)).versions();
  }
}
