package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Mode;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Something was enrolled without being asked, and backups were cleaned up too. */
class EnrolmentTest {
  private static final String POLICY =
      Stage.GENEROUS
          + """
          policies:
            - name: old
              versions:
                when: { package: { format: [pypi] } }
                select: { published_older_than: P180D }
                keep: { newest: 2 }
          """;

  private final Stage stage = new Stage(POLICY);

  @Test
  void aDomainThatThePolicyDoesNotNameIsNotConcerned() throws Exception {
    stage.policy(
        POLICY.replace("domains: [acme]", "domains: [other]")
            + """
              - name: empty
                repositories: { select: { empty: true, unpublished_for: P30D } }
            """);
    stage.shelf.repository("empty");
    stage.shelf.series(stage.shelf.repository("team"), "widget", 9, 200);

    assertThat(stage.scan().state()).isEqualTo(PlanState.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"domains: []", "domains: [\"*\"]", ""})
  void aPolicyWithoutDomainsOfItsOwnIsRefused(String domains) {
    assertThatThrownBy(() -> Stage.read(POLICY.replace("domains: [acme]", domains)))
        .isInstanceOf(PolicyException.class);
  }

  @Test
  void whatCameAfterTheApprovalIsNotInIt() throws Exception {
    stage.shelf.series(stage.shelf.repository("team"), "widget", 4, 100);
    stage.approve(stage.scan());
    stage.shelf.series(stage.shelf.repository("newcomers"), "gadget", 9, 200);

    stage.days(60);

    assertThat(stage.shelf.touched()).containsExactly("team/widget 2.0", "team/widget 1.0");
  }

  @Test
  void theShippedPolicyDoesNothingByItself() throws Exception {
    CleanupPolicy shipped =
        Stage.read(Files.readString(Sources.ROOT.resolve("policies/cleanup.yaml")));

    assertThat(shipped.policies())
        .isNotEmpty()
        .allMatch(name -> shipped.mode(name) != Mode.ENFORCE);
  }

  @Test
  void theCopiesOfWhatWasDeletedStay() throws Exception {
    stage.shelf.series(stage.shelf.repository("team"), "widget", 6, 200);
    stage.approvedAndDone();
    int copies = stage.copies.count();

    for (int year = 0; year < 3; year++) {
      stage.clock.advance(Duration.ofDays(365));
      stage.scan();
      stage.days(30);
    }

    assertThat(stage.shelf.gone()).hasSize(4);
    assertThat(copies).isEqualTo(4);
    assertThat(stage.copies.count()).isGreaterThanOrEqualTo(copies);
  }
}
