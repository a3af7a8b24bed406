package dev.storekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.cli.Shell.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanupCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAN =
      """
      {"plan":{"id":"p-1","domain":"acme","state":"WAITING","asOf":"2026-03-01T03:00:00Z",
        "whatIf":false,"hash":"sha256:abcdef","completedAt":"2026-03-01T03:10:00Z",
        "totals":{"repositories":2,"packages":3,"versions":40,"selected":2,"bytes":1500000,
          "reclaimable":999,"selectedRepositories":1,"failures":2},
        "overLimits":["40 versions, the limit is 10"],"approvals":[],
        "repositoryApprovals":0,"repositoryApprovalsNeeded":2,
        "report":"https://example.com/report"},
       "repositories":[{"repository":"stale","policy":"empty","reason":"it is empty"}],
       "rows":[{"coordinates":"acme/team/pypi/-/widget/1.0","bytes":1500000,"outcome":"SELECTED",
         "policy":"old","reason":"published long ago","archiveOn":"2026-03-08T03:10:00Z",
         "deleteOn":"2026-03-22T03:10:00Z"}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "approve p-1 --hash 0123456789ab --repositories"
            + " | approve | {'plan':'p-1','hash':'0123456789ab','repositories':true}",
        "cancel p-1 | cancel | {'plan':'p-1'}",
        "cancel p-1 --reason early | cancel | {'plan':'p-1','reason':'early'}",
        "hold acme/team --reason audit | hold | {'coordinates':'acme/team','reason':'audit'}",
        "release acme/team | release | {'coordinates':'acme/team'}",
        "pause --reason incident | pause | {'reason':'incident'}",
        "resume | resume | {}",
        "plan acme --as-of +10d --no-wait | plan | {'domain':'acme','asOf':'P10D'}",
        "restore a/b/c/-/d/1 --no-wait | restore | {'coordinates':'a/b/c/-/d/1'}",
      })
  void aChangeIsAskedForAndSigned(String line, String action, String parameters) throws Exception {
    try (FakeLambda lambda = new FakeLambda().answers("done", "It is done", "{}")) {
      Result result = lambda.run((Object[]) ("cleanup " + line).split(" "));
      assertThat(result).isEqualTo(new Result(0, "It is done\n", ""));
      assertThat(lambda.paths()).containsExactly("/2015-03-31/functions/control/invocations");
      JsonNode request = lambda.requests().getFirst();
      assertThat(request.path("schema").asInt()).isEqualTo(1);
      assertThat(request.path("action").asText()).isEqualTo(action);
      JsonNode expected = JSON.readTree(parameters.replace('\'', '"'));
      JsonNode sent = request.path("parameters");
      assertThat(sent.path("function").asText()).isEqualTo("control");
      expected
          .properties()
          .forEach(it -> assertThat(sent.path(it.getKey())).isEqualTo(it.getValue()));
      assertThat(sent).hasSize(expected.size() + 1);
      JsonNode identity = request.path("identity");
      assertThat(identity.path("x-storekeeper-action").asText()).isEqualTo(action);
      assertThat(identity.path("host").asText()).isEqualTo(lambda.host());
      assertThat(identity.path("x-amz-date").asText()).isEqualTo("20261125T120000Z");
      assertThat(identity.path("authorization").asText())
          .contains("/eu-west-1/sts/aws4_request")
          .contains("x-storekeeper-action;x-storekeeper-subject");
    }
  }

  @Test
  void whatIsSignedIsCanonicalJson() throws Exception {
    try (FakeLambda lambda = new FakeLambda().answers("done", "It is done", "{}")) {
      lambda.run("cleanup", "approve", "p-1", "--hash", "0123456789ab", "--repositories");
      assertThat(lambda.requests().getFirst().path("identity").path("x-storekeeper-subject"))
          .hasToString("\"e51cddcaf71998a377540b0c13cdf34415385451ebd5900f45999ed778f4898a\"");
    }
  }

  @Test
  void lookingNeedsNoSignature() throws Exception {
    try (FakeLambda lambda = new FakeLambda().answers("done", "Plan p-1 is waiting", PLAN)) {
      assertThat(lambda.run("cleanup", "show").code()).isZero();
      assertThat(lambda.requests().getFirst().has("identity")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"refused, 1", "invalid, 2", "unavailable, 3"})
  void whatIsNotDoneIsOneSentenceAndAnExitCode(String outcome, int code) throws Exception {
    try (FakeLambda lambda = new FakeLambda().answers(outcome, "No, because", "{}")) {
      assertThat(lambda.run("cleanup", "resume"))
          .isEqualTo(new Result(code, "", "storekeeper: No, because\n"));
    }
    try (FakeLambda lambda = new FakeLambda().answers(outcome, "No, because", "{}")) {
      Result result = lambda.run("cleanup", "resume", "--json");
      assertThat(result.code()).isEqualTo(code);
      assertThat(JSON.readTree(result.out()).path("outcome").asText()).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | true | {\"errorMessage\":\"out of memory\"} | failed; its log says more",
        "200 | false | {\"hello\":1} | not the one of cleanup",
        "200 | false | [] | not the one of cleanup",
        "404 | false | {\"Message\":\"Function not found\"} | cannot be asked",
      })
  void aFunctionThatDoesNotAnswerIsUnavailable(int status, boolean failed, String body, String why)
      throws Exception {
    try (FakeLambda lambda = new FakeLambda()) {
      lambda.replies(status, failed, body);
      Result result = lambda.run("cleanup", "show");
      assertThat(result.code()).isEqualTo(3);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains(why).hasLineCount(1);
    }
  }

  @Test
  void withoutAFunctionNothingIsAsked() {
    Result none = Shell.run("cleanup", "show");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("STOREKEEPER_CLEANUP_FUNCTION");
    Result wrong =
        Shell.runWith("", Map.of(), false, "cleanup", "show", "--function", "no such name");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("expected the name or the ARN of a Lambda function");
  }

  @ParameterizedTest
  @CsvSource({
    "cleanup hold acme",
    "cleanup pause",
    "cleanup approve p-1",
    "cleanup plan --as-of 10d --function f",
  })
  void whatIsMissingOrWrongIsUsage(String line) {
    assertThat(Shell.run((Object[]) line.split(" ")).code()).isEqualTo(2);
  }

  @Test
  void aPlanIsFollowedToItsEnd() throws Exception {
    String scanning =
        "{\"plan\":{\"id\":\"p-1\",\"state\":\"SCANNING\"},\"progress\":{\"done\":1,\"total\":2}}";
    try (FakeLambda lambda =
        new FakeLambda()
            .answers("done", "Plan p-1 is being made", "{\"plan\":\"p-1\"}")
            .answers("done", "scanning", scanning)
            .answers("done", "scanning", scanning)
            .answers("done", "Plan p-1 is waiting", PLAN)) {
      Result result = lambda.run("cleanup", "plan", "acme", "--every", "0");
      assertThat(result.code()).isZero();
      assertThat(result.err()).isEqualTo("1 of 2 repositories\n");
      assertThat(result.out())
          .isEqualTo(
              """
              Plan p-1 is being made
              Plan p-1 is waiting
                domain      acme
                state       waiting
                as of       2026-03-01T03:00:00Z
                hash        sha256:abcdef
                looked at   40 versions of 3 packages in 2 repositories
                would go    2 versions, 1.5 MB, of which 999 B become free; 1 repository
                not known   what depends on 2 questions that were not answered; it stays
                over limit  40 versions, the limit is 10
                approvals   0 of 2 persons for its repositories
                report      https://example.com/report

              REPOSITORY  POLICY  WHY
              stale       empty   it is empty

              VERSION                      SIZE    ARCHIVED    DELETED     STATE  WHY
              acme/team/pypi/-/widget/1.0  1.5 MB  2026-03-08  2026-03-22  -      published long ago

              To approve: storekeeper cleanup approve p-1 --hash abcdef
              To approve its repositories too: storekeeper cleanup approve p-1 --hash abcdef --repositories
              """);
    }
  }

  /** A scan can take an hour; a moment without an answer is not its end. */
  @Test
  void aPlanIsFollowedThroughMomentsWithoutAnAnswer() throws Exception {
    String scanning = "{\"plan\":{\"state\":\"SCANNING\"},\"progress\":{\"done\":1,\"total\":2}}";
    try (FakeLambda lambda =
        new FakeLambda().answers("done", "Plan p-1 is being made", "{\"plan\":\"p-1\"}")) {
      for (int i = 0; i < 9; i++) {
        lambda.answers("unavailable", "DynamoDB does not answer", "{}");
      }
      lambda.answers("done", "scanning", scanning);
      for (int i = 0; i < 9; i++) {
        lambda.replies(200, true, "{\"errorMessage\":\"timed out\"}");
      }
      lambda.answers("done", "Plan p-1 is waiting", PLAN);
      Result result = lambda.run("cleanup", "plan", "--every", "0");
      assertThat(result.code()).isZero();
      assertThat(result.out()).contains("Plan p-1 is waiting");
      assertThat(result.err()).isEqualTo("1 of 2 repositories\n");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoGetsNoAnswerTenTimesInARowIsToldSo(boolean failed) throws Exception {
    try (FakeLambda lambda =
        new FakeLambda().answers("done", "Plan p-1 is being made", "{\"plan\":\"p-1\"}")) {
      for (int i = 0; i < 10; i++) {
        if (failed) {
          lambda.replies(200, true, "{\"errorMessage\":\"timed out\"}");
        } else {
          lambda.answers("unavailable", "DynamoDB timed out", "{}");
        }
      }
      lambda.answers("done", "Plan p-1 is waiting", PLAN);
      Result result = lambda.run("cleanup", "plan", "--every", "0");
      assertThat(result.code()).isEqualTo(3);
      assertThat(result.err()).contains("timed out").hasLineCount(1);
      assertThat(lambda.requests()).hasSize(11);
    }
  }

  @Test
  void aStoppedPlanIsNoSuccess() throws Exception {
    try (FakeLambda lambda =
        new FakeLambda()
            .answers("done", "Plan p-1 is being made", "{\"plan\":\"p-1\"}")
            .answers("done", "stopped", "{\"plan\":{\"state\":\"STOPPED\",\"note\":\"half\"}}")) {
      Result result = lambda.run("cleanup", "plan");
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.out()).contains("half");
    }
  }

  @Test
  void allPagesAreShownAsOne() throws Exception {
    String first =
        "{\"plan\":{\"id\":\"p-1\"},\"rows\":[{\"coordinates\":\"a\"}],\"cursor\":\"0.1\"}";
    String last = "{\"plan\":{\"id\":\"p-1\"},\"rows\":[{\"coordinates\":\"b\"}]}";
    try (FakeLambda lambda =
        new FakeLambda()
            .answers("done", "Plan p-1", first)
            .answers("done", "Plan p-1", first)
            .answers("done", "Plan p-1", last)) {
      JsonNode shown = JSON.readTree(lambda.run("cleanup", "show", "--all", "--json").out());
      assertThat(shown.path("rows").findValuesAsText("coordinates"))
          .isEqualTo(List.of("a", "a", "b"));
      assertThat(shown.has("cursor")).isFalse();
      JsonNode second = lambda.requests().get(1).path("parameters");
      assertThat(second.path("cursor").asText()).isEqualTo("0.1");
      assertThat(second.path("plan").asText()).isEqualTo("p-1");
    }
  }

  @Test
  void restoringIsFollowedToItsEnd() throws Exception {
    try (FakeLambda lambda =
        new FakeLambda()
            .answers("unavailable", "is being worked on", "{}")
            .answers("done", "gets its status back", "{}")
            .answers("done", "not yet", "{\"end\":\"none\"}")
            .answers("done", "stays: restored", "{\"end\":\"kept\"}")) {
      Result result = lambda.run("cleanup", "restore", "a/b/c/-/d/1", "--every", "0");
      assertThat(result).isEqualTo(new Result(0, "gets its status back\nstays: restored\n", ""));
      assertThat(lambda.requests().get(3).path("action").asText()).isEqualTo("restoration");
    }
  }

  @Test
  void aVersionIsExplained() throws Exception {
    String answer =
        """
        {"there":false,"holds":[],"historyComplete":true,
         "tombstone":{"deletedAt":"2026-03-22T03:10:00Z","policy":"old","approvedBy":["alice","bob"],
           "export":"exports/m.json","restore":"storekeeper cleanup restore a/b/c/-/d/1"},
         "history":[{"time":"2026-03-22T03:10:00Z","type":"cleanup.deleted","policy":"old"}]}
        """;
    try (FakeLambda lambda = new FakeLambda().answers("done", "was deleted", answer)) {
      assertThat(lambda.run("cleanup", "explain", "a/b/c/-/d/1").out())
          .isEqualTo(
              """
              was deleted
                deleted      2026-03-22T03:10:00Z
                policy       old
                approved by  alice, bob
                copy         exports/m.json
                to restore   storekeeper cleanup restore a/b/c/-/d/1

              TIME                  WHAT
              2026-03-22T03:10:00Z  cleanup.deleted  policy old
              """);
    }
  }

  @Test
  void whatOthersWroteCannotSteerATerminal() throws Exception {
    String answer = "{\"history\":[{\"time\":\"t\",\"type\":\"x\",\"reason\":\"\\u001b[2J\"}]}";
    try (FakeLambda lambda = new FakeLambda().answers("done", "a\u001b[31m", answer)) {
      assertThat(lambda.run("cleanup", "explain", "a/b/c/-/d/1").out()).doesNotContain("\u001b");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "1500000, 1.5 MB",
    "50000000000, 50.0 GB",
    "9223372036854775807, 9223.4 PB",
  })
  void sizesAreForPeople(long bytes, String text) {
    assertThat(Sizes.text(bytes)).isEqualTo(text);
  }
}
