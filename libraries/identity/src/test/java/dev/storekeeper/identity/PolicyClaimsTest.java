package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows 45 to 47. */
class PolicyClaimsTest {
  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          github-actions; {"ref":"main"};                    {"ref":"main"}
          github-actions; {"repository_id":74};              {"repository_id":74}
          github-actions; {"ref_protected":true};            {"ref_protected":true}
          github-actions; {"environment":null};              {}
          github-actions; {"environment":""};                {"environment":""}
          github-actions; {"unknown":[true,1,null]};         {"unknown":[true,1,null]}
          github-actions; {"repo_property_a":["x",true]};    {"repo_property_a":["x","true"]}
          github-actions; {"repo_property_a":"x"};           {"repo_property_a":"x"}
          gitlab;         {"runner_id":9007199254740993};    {"runner_id":"9007199254740993"}
          gitlab;         {"runner_id":123456789012345678901234567890}; {"runner_id":"123456789012345678901234567890"}
          gitlab;         {"runner_id":-0};                  {"runner_id":"0"}
          gitlab;         {"runner_id":"7"};                 {"runner_id":"7"}
          gitlab;         {"runner_id":true};                {"runner_id":true}
          gitlab;         {"runner_id":7.0};                 {"runner_id":7.0}
          gitlab;         {"groups_direct":["a",null,1]};    {"groups_direct":["a","1"]}
          gitlab;         {"groups_direct":[]};              {"groups_direct":[]}
          circleci;       {"oidc.circleci.com/ssh-rerun":true};    {"oidc.circleci.com/ssh-rerun":"true"}
          circleci;       {"oidc.circleci.com/ssh-rerun":"false"}; {"oidc.circleci.com/ssh-rerun":"false"}
          kubernetes;     {"kubernetes.io":{"a":true,"b":{"c":1,"d":null}}}; {"kubernetes.io":{"a":"true","b":{"c":"1"}}}
          generic;        {"exp":1764072000,"aud":["a"],"nbf":1}; {"exp":"1764072000","aud":["a"],"nbf":"1"}
          """)
  void areTextsByTheDictionary(String preset, String claims, String expected) throws Exception {
    ObjectNode normalised = PolicyClaims.of(json(claims), Issuers.of(preset).build());
    assertThat(normalised.toString()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          github-actions; {"ref":["refs/heads/main","x"]}
          github-actions; {"ref":[]}
          github-actions; {"environment":{"name":"x"}}
          gitlab;         {"runner_id":[1]}
          gitlab;         {"groups_direct":[["a"]]}
          gitlab;         {"groups_direct":{"a":1}}
          circleci;       {"oidc.circleci.com/ssh-rerun":[false]}
          kubernetes;     {"kubernetes.io":"x"}
          """)
  void areRefusedInAShapeThatTheDictionaryDoesNotKnow(String preset, String claims) {
    assertThatThrownBy(() -> PolicyClaims.of(json(claims), Issuers.of(preset).build()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("dictionary");
  }

  private static ObjectNode json(String text) throws MalformedException {
    return Payload.of(TokenMint.bytes(text));
  }
}
