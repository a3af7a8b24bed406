package dev.storekeeper.cleanup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.registry.RegistryException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyDocumentsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ARN =
      "arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/stale";
  private static final FreezeStatement FREEZE =
      new FreezeStatement(List.of("arn:aws:iam::111122223333:role/cleanup"));

  @ParameterizedTest
  @CsvFileSource(
      resources = "/repository/interlocks.csv",
      delimiter = ';',
      quoteCharacter = '`',
      numLinesToSkip = 1)
  void interlock(String what, String before, String opened) throws Exception {
    if (opened.equals("locked")) {
      assertThatThrownBy(() -> Interlock.open(policy(before), ARN))
          .as(what)
          .isInstanceOf(LockedException.class);
      return;
    }
    Optional<String> open = Interlock.open(policy(before), ARN);
    if (opened.equals("open")) {
      assertThat(open).as(what).isEmpty();
      return;
    }
    assertThat(JSON.readTree(open.orElseThrow())).as(what).isEqualTo(JSON.readTree(policy(opened)));
    assertThat(Interlock.open(open.get(), ARN)).as(what).isEmpty();
    assertThat(Interlock.close(open.get(), policy(before), ARN)).as(what).contains(policy(before));
    assertThat(Interlock.close(policy(before), policy(before), ARN)).as(what).isEmpty();
  }

  private static String policy(String statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":"
        + statements.replace("ARN", ARN).replace('\'', '"')
        + "}";
  }

  @Test
  void onlyOurExceptionIsClosedWhenOthersChangedThePolicyMeanwhile() throws Exception {
    String former =
        policy("[{'Effect':'Deny','Action':'codeartifact:DeleteRepository','Resource':'*'}]");
    String present =
        policy(
            "[{'Effect':'Deny','Action':['codeartifact:DeleteRepository','codeartifact:DeleteDomain'],"
                + "'NotResource':['ARN','ARN-other']},{'Sid':'New','Effect':'Allow'}]");
    assertThat(JSON.readTree(Interlock.close(present, former, ARN).orElseThrow()))
        .isEqualTo(JSON.readTree(present.replace("\"" + ARN + "\",", "")));
  }

  @Test
  void anExceptionThatWasThereBeforeStays() throws Exception {
    String former =
        policy(
            "[{'Effect':'Deny','Action':'codeartifact:DeleteRepository','NotResource':'ARN'},"
                + "{'Effect':'Deny','Action':'codeartifact:DeleteRepository','Resource':'*'}]");
    String opened = Interlock.open(former, ARN).orElseThrow();
    ObjectNode changed = (ObjectNode) JSON.readTree(opened);
    ((ArrayNode) changed.get("Statement")).addObject().put("Sid", "New");
    JsonNode closed = JSON.readTree(Interlock.close(changed.toString(), former, ARN).orElseThrow());
    assertThat(closed.get("Statement").get(0).get("NotResource").asText()).isEqualTo(ARN);
    assertThat(closed.get("Statement").get(1).get("Resource").asText()).isEqualTo("*");
    assertThat(closed.get("Statement").get(2).get("Sid").asText()).isEqualTo("New");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{'Effect':'Allow','Action':'*','Resource':'*'}",
        "[{'Sid':'A','Effect':'Allow'},{'Effect':'Deny','Action':'codeartifact:*'}]",
      })
  void aFreezeIsTakenBackExactly(String statements) throws Exception {
    String former = policy(statements);
    String frozen = FREEZE.addTo(Optional.of(former));
    assertThat(FREEZE.isIn(frozen)).isTrue();
    assertThat(FREEZE.isIn(former)).isFalse();
    assertThat(FREEZE.removeFrom(Optional.of(frozen), Optional.of(former)))
        .isEqualTo(new PolicyChange.Set(former));
    assertThat(FREEZE.removeFrom(Optional.of(former), Optional.of(former)))
        .isEqualTo(new PolicyChange.None());
  }

  @Test
  void aFreezeWithoutAFormerPolicyIsRemoved() throws Exception {
    String frozen = FREEZE.addTo(Optional.empty());
    assertThat(FREEZE.isIn(frozen)).isTrue();
    assertThat(FREEZE.removeFrom(Optional.of(frozen), Optional.empty()))
        .isEqualTo(new PolicyChange.Remove());
    assertThat(FREEZE.removeFrom(Optional.empty(), Optional.empty()))
        .isEqualTo(new PolicyChange.None());
  }

  @Test
  void aFreezeThatSomebodyWeakenedIsNone() throws Exception {
    String frozen = FREEZE.addTo(Optional.empty());
    assertThat(FREEZE.isIn(frozen.replace("\"codeartifact:PublishPackageVersion\",", "")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"Statement\":\"x\"}", "{\"Statement\":[1]}", "{"})
  void whatIsNoPolicyIsRefused(String document) {
    assertThatThrownBy(() -> FREEZE.addTo(Optional.of(document)))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void addingAndRemovingIsAsIfNothingHadBeen() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      String former = random(random);
      String frozen = FREEZE.addTo(Optional.of(former));
      assertThat(FREEZE.removeFrom(Optional.of(frozen), Optional.of(former)))
          .isEqualTo(new PolicyChange.Set(former));
      // Without memory of the former one, the statements are the same.
      if (FREEZE.removeFrom(Optional.of(frozen), Optional.empty())
          instanceof PolicyChange.Set(String thawed)) {
        assertThat(PolicyJson.statements(PolicyJson.parse(thawed)))
            .isEqualTo(PolicyJson.statements(PolicyJson.parse(former)));
      }
      try {
        Optional<String> opened = Interlock.open(former, ARN);
        if (opened.isPresent()) {
          assertThat(Interlock.open(opened.get(), ARN)).isEmpty();
          assertThat(Interlock.close(opened.get(), former, ARN)).contains(former);
        }
      } catch (LockedException onlyForPeople) {
        assertThat(former).contains("Deny");
      }
    }
  }

  private static String random(Random random) {
    ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    int count = random.nextInt(4);
    for (int i = 0; i <= count; i++) {
      ObjectNode statement = statements.addObject();
      statement.put("Sid", "S" + i).put("Effect", random.nextBoolean() ? "Deny" : "Allow");
      statement.put("Action", random.nextInt(4) > 0 ? "codeartifact:DeleteRepository" : "s3:*");
      switch (random.nextInt(4)) {
        case 0 -> statement.put("Resource", "*");
        case 1 -> statement.putArray("Resource").add("*");
        case 2 -> statement.put("NotResource", ARN + random.nextInt(3));
        default -> statement.putArray("NotResource").add(ARN + random.nextInt(3)).add("x");
      }
    }
    if (count == 0 && random.nextBoolean()) {
      policy.set("Statement", statements.get(0));
    }
    return policy.toString();
  }
}
