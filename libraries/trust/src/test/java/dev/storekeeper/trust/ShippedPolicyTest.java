package dev.storekeeper.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.Presets;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.Finding;
import dev.storekeeper.policy.lint.LintReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy that is shipped, and its schema. */
class ShippedPolicyTest {
  private static final Path POLICIES = Readme.ROOT.resolve("policies");
  private static final Map<String, String> SET =
      Map.of(
          "GITHUB_OWNER_ID", "65",
          "GITLAB_NAMESPACE_ID", "72",
          "TOKEN_DOMAIN", "my-domain",
          "TOKEN_REPOSITORY", "my-repository",
          "GITHUB_ISSUER", "http://127.0.0.1:4580");

  private static LintReport<TrustPolicy> check(Function<String, Optional<String>> variables) {
    return TrustLint.check(PolicyFile.read(POLICIES.resolve("trust.yaml"), variables));
  }

  @Test
  void thereIsNothingToFindInIt() {
    assertThat(check(name -> Optional.empty()).findings()).isEmpty();
    assertThat(check(name -> Optional.of("").filter(text -> name.isEmpty())).findings()).isEmpty();
  }

  @Test
  void itsTestsPassForAnyOwner() {
    LintReport<TrustPolicy> report = check(name -> Optional.ofNullable(SET.get(name)));
    assertThat(report.findings()).extracting(Finding::rule).containsOnly("issuer-loopback");
    assertThat(report.isUsable()).isTrue();
  }

  @Test
  void asShippedItAdmitsNobody() {
    TrustPolicy policy =
        TrustPolicy.read(PolicyFile.read(POLICIES.resolve("trust.yaml"), name -> Optional.empty()));
    String claims = "'event_name':'push','ref':'refs/heads/main','ref_protected':'true'";
    for (String owner : List.of("1", "65", "00", "")) {
      Decision decision =
          policy.decide(
              Policies.token(
                  policy, "github", "{'repository_owner_id':'" + owner + "'," + claims + "}"),
              AccessRequest.EVERYTHING);
      assertThat(decision).isInstanceOf(Decision.Denied.class);
    }
  }

  private static JsonNode schema() throws IOException {
    return Policies.JSON.readTree(Files.readString(POLICIES.resolve("schema/trust.schema.json")));
  }

  /** The schema that editors use knows the fields that the reader reads, and no others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                        | unknown: 1                                                  |"
            + " unknown",
        "/properties/defaults      | defaults: { unknown: 1 }                                    |"
            + " defaults.unknown",
        "/$defs/issuer             | issuers: [{ unknown: 1 }]                                   |"
            + " issuers[0].unknown",
        "/$defs/issuer/properties/audience_mode/anyOf/1"
            + " | issuers: [{ audience_mode: { unknown: 1 } }] | issuers[0].audience_mode.unknown",
        "/$defs/issuer/properties/replay | issuers: [{ replay: { unknown: 1 } }]                  |"
            + " issuers[0].replay.unknown",
        "/$defs/issuer/properties/jwks | issuers: [{ jwks: { unknown: 1 } }]                      |"
            + " issuers[0].jwks.unknown",
        "/$defs/statement          | statements: [{ unknown: 1 }]                                |"
            + " statements[0].unknown",
        "/$defs/statement/properties/grant | statements: [{ grant: { unknown: 1 } }]              |"
            + " statements[0].grant.unknown",
        "/$defs/test               | tests: [{ unknown: 1 }]                                     |"
            + " tests[0].unknown",
        "/$defs/test/properties/request | tests: [{ request: { unknown: 1 } }]                    |"
            + " tests[0].request.unknown",
        "/$defs/test/properties/expect | tests: [{ expect: { unknown: 1 } }]                      |"
            + " tests[0].expect.unknown",
      })
  void theSchemaAndTheReaderAgreeOnFields(String pointer, String document, String path)
      throws IOException {
    JsonNode fields = schema().at(pointer).path("properties");
    TreeSet<String> names = new TreeSet<>();
    fields.fieldNames().forEachRemaining(names::add);
    assertThatThrownBy(() -> TrustPolicy.read(PolicyFile.of("trust.yaml", document)))
        .hasMessageContaining(
            ": " + path + ": an unknown field; expected one of " + String.join(", ", names));
  }

  @Test
  void theSchemaKnowsThePresets() throws IOException {
    List<String> names =
        schema()
            .at("/$defs/issuer/properties/preset/enum")
            .valueStream()
            .map(JsonNode::asText)
            .toList();
    assertThat(names).isEqualTo(Presets.names());
  }

  @Test
  void theSchemaIsClosedWhereTheReaderIs() throws IOException {
    for (JsonNode object : schema().findParents("properties")) {
      assertThat(
              object.path("additionalProperties").isBoolean()
                  || object.has("const")
                  || object.path("properties").has("effect")
                  || object.path("properties").has("grant"))
          .as(object.toString())
          .isTrue();
    }
  }
}
