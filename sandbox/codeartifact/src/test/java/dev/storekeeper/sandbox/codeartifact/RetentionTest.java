package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codeartifact.model.AllowPublish;
import software.amazon.awssdk.services.codeartifact.model.AllowUpstream;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;

final class RetentionTest extends UpstreamFixture {
  @Test
  void aDownloadRetainsTheVersionInTheMostDownstreamRepositoryOnly() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    sandbox.publishTo("deep", "hello/1.0/b.txt", "b");
    int before = sandbox.deliveredEvents().size();
    long bytes =
        sandbox.client.describeDomain(request -> request.domain("acme")).domain().assetSizeBytes();

    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    assertThat(get("team", "hello/1.0/b.txt")).isEqualTo("b");

    PackageVersionDescription origin = described("deep", "1.0").orElseThrow();
    PackageVersionDescription retained = described("team", "1.0").orElseThrow();
    assertThat(retained).isEqualTo(origin);
    assertThat(retained.origin().domainEntryPoint().repositoryName()).isEqualTo("deep");
    assertThat(described("first", "1.0")).isEmpty();
    List<? extends JsonNode> events = sandbox.deliveredEvents();
    assertThat(events).hasSize(before + 1);
    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("repositoryName").asText()).isEqualTo("team");
    assertThat(detail.path("operationType").asText()).isEqualTo("Created");
    assertThat(detail.path("packageVersionState").asText()).isEqualTo("Published");
    assertThat(detail.path("packageVersionRevision").asText()).isEqualTo(origin.revision());
    assertThat(detail.path("changes").path("assetsAdded").asInt()).isEqualTo(2);
    assertThat(detail.path("sequenceNumber").asLong()).isEqualTo(1);
    assertThat(
            sandbox
                .client
                .describeDomain(request -> request.domain("acme"))
                .domain()
                .assetSizeBytes())
        .as("the domain keeps each content once")
        .isEqualTo(bytes);
  }

  @Test
  void lookingAtAListRetainsNothingAndTheApiNeverLooksUpstream() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");

    assertThat(get("team", "hello")).isEqualTo("1.0 a.txt\n");

    assertThat(described("team", "1.0")).isEmpty();
    assertThat(described("first", "1.0")).isEmpty();
  }

  @Test
  void aRetainedVersionOutlivesWhatHappensUpstream() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    sandbox.publishTo("deep", "hello/2.0/a.txt", "archived");
    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    assertThat(get("team", "hello/2.0/a.txt")).isEqualTo("archived");

    delete("deep", "1.0");
    setStatus("deep", "2.0", PackageVersionStatus.ARCHIVED);
    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    sandbox.client.deleteRepository(request -> request.domain("acme").repository("deep"));

    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    assertThat(get("team", "hello/2.0/a.txt")).isEqualTo("archived");
    assertThat(get("team", "hello")).isEqualTo("1.0 a.txt\n2.0 a.txt\n");
    assertThat(get("first", "hello")).isEqualTo("status 404");
  }

  @Test
  void theBytesGoWithTheLastRepositoryOfTheDomainThatRefersToThem() throws IOException {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "12345");
    get("team", "hello/1.0/a.txt");

    delete("deep", "1.0");
    assertThat(StateFiles.assets(state)).hasSize(1);
    delete("team", "1.0");

    assertThat(StateFiles.assets(state)).isEmpty();
    assertThat(
            sandbox
                .client
                .describeDomain(request -> request.domain("acme"))
                .domain()
                .assetSizeBytes())
        .isZero();
  }

  @Test
  void anArchivedRetainedVersionStaysUnavailableAndADeletedOneComesBackFromUpstream() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    get("team", "hello/1.0/a.txt");

    setStatus("team", "1.0", PackageVersionStatus.ARCHIVED);
    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("status 404");
    assertThat(get("team", "hello")).isEmpty();
    delete("team", "1.0");

    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    assertThat(described("team", "1.0")).isPresent();
  }

  @Test
  void aVersionThatGetsMoreAssetsUpstreamGetsThemDownstream() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    get("team", "hello/1.0/a.txt");
    sandbox.publishTo("deep", "hello/1.0/b.txt", "b");
    String before = described("team", "1.0").orElseThrow().revision();

    assertThat(get("team", "hello")).isEqualTo("1.0 a.txt b.txt\n");
    assertThat(get("team", "hello/1.0/b.txt")).isEqualTo("b");

    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("operationType").asText()).isEqualTo("Updated");
    assertThat(detail.path("changes").path("assetsAdded").asInt()).isEqualTo(1);
    assertThat(described("team", "1.0").orElseThrow().revision()).isNotEqualTo(before);
  }

  @Test
  void whatCameFromUpstreamMayNotBePublishedHereUnlessControlsAllowIt() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    sandbox.publishTo("deep", "hello/2.0/a.txt", "b");
    get("team", "hello/1.0/a.txt");

    assertThat(sandbox.put(token, "team", "hello/3.0/a.txt", "c").statusCode()).isEqualTo(403);
    control("team", AllowPublish.ALLOW, AllowUpstream.ALLOW);
    HttpResponse<String> hidden = sandbox.put(token, "team", "hello/2.0/a.txt", "b");
    assertThat(hidden.statusCode()).isEqualTo(409);
    assertThat(hidden.body()).contains("exists upstream of repository 'team'", "'deep'");
    assertThat(sandbox.put(token, "team", "hello/3.0/a.txt", "c").statusCode()).isEqualTo(201);
    assertThat(sandbox.put(token, "team", "hello/1.0/more.txt", "d").statusCode()).isEqualTo(201);
  }
}
