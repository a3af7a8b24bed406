package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private static final String GITHUB =
      "{\"repository\":\"a/b\",\"repository_id\":\"74\",\"run_id\":\"9\",\"run_attempt\":\"$1\"}";

  private static Map<String, String> of(Issuer issuer, String claims) throws Exception {
    return Provenance.of(issuer, Payload.of(TokenMint.bytes(claims)));
  }

  @Test
  void namesAreNeutralAndAbsentClaimsHaveNone() throws Exception {
    assertThat(of(Issuers.github().build(), GITHUB))
        .isEqualTo(
            Map.of(
                "source_repo", "a/b",
                "source_repo_id", "74",
                "run_id", "9",
                "run_url", "https://github.com/a/b/actions/runs/9/attempts/$1"));
  }

  @Test
  void aTemplateNeedsAllOfItsClaims() throws Exception {
    assertThat(of(Issuers.github().build(), "{\"repository\":\"a/b\"}"))
        .isEqualTo(Map.of("source_repo", "a/b"));
  }

  @Test
  void thePublicSitesAddressIsNotClaimedForAnotherServer() throws Exception {
    Issuer server = Issuers.github().url("https://github.corp.example/_services/token").build();
    assertThat(of(server, GITHUB)).doesNotContainKey("run_url").containsKey("run_id");
  }

  @Test
  void anEnterpriseOnThePublicSiteHasItsAddress() throws Exception {
    Issuer enterprise =
        Issuers.github().url("https://token.actions.githubusercontent.com/octo").build();
    assertThat(of(enterprise, GITHUB)).containsKey("run_url");
  }

  @Test
  void aSelfManagedGitLabIsItsOwnSite() throws Exception {
    Issuer issuer = Issuers.of("gitlab").url("https://git.corp.example").build();
    String claims =
        "{\"iss\":\"https://git.corp.example\",\"project_path\":\"g/p\",\"job_id\":\"1\"}";
    assertThat(of(issuer, claims))
        .containsEntry("run_url", "https://git.corp.example/g/p/-/jobs/1");
  }

  @Test
  void onlyTextsAreNames() throws Exception {
    assertThat(of(Issuers.github().build(), "{\"repository\":1,\"ref\":\"\",\"sha\":[\"x\"]}"))
        .isEmpty();
  }
}
