package dev.storekeeper.sandbox.runtime.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTrustTest {
  private static final String NOTHING = "{'Effect':'Allow','Action':'sns:*','Resource':'*'}";
  private static final Map<String, String> CONTEXT =
      Map.of(
          "sts:RoleSessionName", "main-1",
          "sts:SourceIdentity", "main-1",
          "aws:RequestTag/team", "a",
          "aws:TagKeys", "team");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // What the trust policy has | what the caller's own has | the action | whether it may
        "sts:AssumeRole        |                        | sts:AssumeRole        | true",
        "sts:AssumeRole        | sts:*                  | sts:TagSession        | false",
        "sts:TagSession        |                        | sts:TagSession        | false",
        "sts:TagSession        | sts:TagSession         | sts:TagSession        | true",
        "sts:SetSourceIdentity |                        | sts:SetSourceIdentity | false",
        "sts:SetSourceIdentity | sts:SetSourceIdentity  | sts:SetSourceIdentity | true",
        "sts:AssumeRole        | sts:SetSourceIdentity  | sts:SetSourceIdentity | false",
      })
  void tagsAndSourceIdentityNeedBothSides(
      String trusted, String own, String action, boolean allowed) {
    String statements = own == null ? NOTHING : allow(own, "'Resource':'*'");
    PolicyEvaluator evaluator =
        new TestRoles()
            .with("caller", allow("sts:AssumeRole", principal("ec2.amazonaws.com")), statements)
            .with("vending", allow(trusted, "'Principal':{'AWS':'" + caller() + "'}"), NOTHING)
            .evaluator(Clock.systemUTC());

    assertThat(
            evaluator.trusts(
                TestRoles.arn("vending"),
                new Caller.RoleSession(caller(), "run", ""),
                action,
                CONTEXT))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'StringLike':{'sts:RoleSessionName':'main-*'} | true",
        "'StringLike':{'sts:RoleSessionName':'pr-*'} | false",
        "'StringEquals':{'sts:SourceIdentity':'main-1'} | true",
        "'StringEquals':{'sts:SourceIdentity':'other'} | false",
        "'StringEquals':{'aws:RequestTag/team':'a'} | true",
        "'StringEquals':{'aws:RequestTag/team':'b'} | false",
        "'ForAllValues:StringEquals':{'aws:TagKeys':['team','run']} | true",
        "'ForAllValues:StringEquals':{'aws:TagKeys':['run']} | false",
        "'StringEquals':{'aws:PrincipalTag/stage':'prod'} | true",
        "'StringEquals':{'aws:PrincipalTag/stage':'test'} | false",
        "'StringEquals':{'aws:SourceIdentity':'nightly'} | true",
        "'StringEquals':{'aws:SourceIdentity':'other'} | false",
      })
  void conditionsSeeTheRequestAndTheCallersSession(String condition, boolean allowed) {
    PolicyEvaluator evaluator =
        new TestRoles()
            .with("caller", allow("sts:AssumeRole", principal("ec2.amazonaws.com")), NOTHING)
            .with(
                "vending",
                allow(
                    "sts:AssumeRole",
                    "'Principal':{'AWS':'" + caller() + "'},'Condition':{" + condition + "}"),
                NOTHING)
            .evaluator(Clock.systemUTC());
    Caller session =
        new Caller.RoleSession(
            caller(),
            "run",
            "",
            new SessionAttributes(
                Optional.of("nightly"), Map.of("stage", "prod"), Optional.empty()));

    assertThat(evaluator.trusts(TestRoles.arn("vending"), session, "sts:AssumeRole", CONTEXT))
        .isEqualTo(allowed);
  }

  private static String caller() {
    return TestRoles.arn("caller");
  }

  private static String principal(String service) {
    return "'Principal':{'Service':'" + service + "'}";
  }

  private static String allow(String action, String rest) {
    return "{'Effect':'Allow','Action':'" + action + "'," + rest + "}";
  }
}
