package dev.storekeeper.sandbox.runtime.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.template.Stack;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyEvaluatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);
  private static final String ROLE = "arn:aws:iam::111122223333:role/audit";
  private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/audit/run";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:q";
  private static final String RULE = "arn:aws:events:eu-west-1:111122223333:rule/r";
  private static final Caller OWNER = new Caller.Owner("111122223333");
  private static final Caller EVENTS = new Caller.Service("events.amazonaws.com", RULE);
  private static final String TRUST_LAMBDA =
      """
      {"Statement": {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
       "Action": "sts:AssumeRole"}}
      """;
  private static final String SEND =
      """
      {"Statement": [{"Effect": "Allow", "Action": "SQS:send*", "Resource": "arn:aws:sqs:*:*:q"}]}
      """;
  private static final String NOTHING =
      """
      {"Statement": [{"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"}]}
      """;

  @Test
  void aRolesPolicyAllowsWhatItNames() throws Exception {
    PolicyEvaluator evaluator = evaluator(SEND, TRUST_LAMBDA);
    assertThatCode(() -> evaluator.require(session(""), "sqs:SendMessage", QUEUE))
        .doesNotThrowAnyException();
  }

  @Test
  void whatNoPolicyAllowsIsDeniedInIamsWords() throws Exception {
    PolicyEvaluator evaluator = evaluator(SEND, TRUST_LAMBDA);
    AwsException denied =
        catchThrowableOfType(
            AwsException.class, () -> evaluator.require(session(""), "sqs:DeleteMessage", QUEUE));
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.code()).isEqualTo("AccessDenied");
    assertThat(denied)
        .hasMessage(
            "User: %s is not authorized to perform: sqs:DeleteMessage on resource: %s because no"
                    .formatted(SESSION, QUEUE)
                + " identity-based policy allows the sqs:DeleteMessage action");
  }

  @Test
  void aRoleThatTheStackDoesNotHaveMayNothing() throws Exception {
    PolicyEvaluator evaluator = evaluator(SEND, TRUST_LAMBDA);
    Caller stranger = new Caller.RoleSession(ROLE + "x", "run", "");
    assertDenied(evaluator, stranger, Optional.empty(), "because no identity-based policy");
  }

  @Test
  void anExplicitDenyWinsWhereverItStands() throws Exception {
    String deny =
        """
        {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"},
                       {"Effect": "Deny", "NotAction": "sns:*", "NotResource": "arn:aws:sns:::x"}]}
        """;
    String allow = resourcePolicy("Allow", "\"*\"");
    assertDenied(
        evaluator(deny, TRUST_LAMBDA),
        session(""),
        json(allow),
        "with an explicit deny in an identity-based policy");
    assertDenied(
        evaluator(SEND, TRUST_LAMBDA),
        session(deny),
        json(allow),
        "with an explicit deny in a session policy");
    assertDenied(
        evaluator(SEND, TRUST_LAMBDA),
        session(""),
        json(resourcePolicy("Deny", "{\"AWS\": \"111122223333\"}")),
        "with an explicit deny in a resource-based policy");
    assertDenied(
        evaluator(SEND, TRUST_LAMBDA),
        EVENTS,
        json(resourcePolicy("Deny", "\"*\"")),
        "with an explicit deny in a resource-based policy");
  }

  @Test
  void aSessionPolicyLimitsTheRole() throws Exception {
    PolicyEvaluator evaluator = evaluator(SEND, TRUST_LAMBDA);
    assertAllowed(evaluator, session(SEND), Optional.empty());
    assertDenied(evaluator, session(NOTHING), Optional.empty(), "because no session policy");
    assertDenied(
        evaluator, session(NOTHING), json(resourcePolicy("Allow", "\"*\"")), "no session policy");
  }

  @Test
  void aResourcePolicyAllowsOnItsOwnExceptThroughTheAccount() throws Exception {
    PolicyEvaluator evaluator = evaluator(NOTHING, TRUST_LAMBDA);
    String root = "{\"AWS\": \"arn:aws:iam::111122223333:root\"}";
    assertAllowed(evaluator, session(""), json(resourcePolicy("Allow", aws(ROLE))));
    assertAllowed(evaluator, session(""), json(resourcePolicy("Allow", "{\"AWS\": \"*\"}")));
    assertDenied(
        evaluator, session(""), json(resourcePolicy("Allow", root)), "no identity-based policy");
    assertDenied(
        evaluator,
        session(""),
        json(resourcePolicy("Allow", aws(ROLE + "x"))),
        "no identity-based policy");
    assertAllowed(evaluator(SEND, TRUST_LAMBDA), session(""), json(resourcePolicy("Allow", root)));
  }

  @Test
  void aResourcePolicyForTheVerySessionIsNotLimitedByItsPolicy() throws Exception {
    PolicyEvaluator evaluator = evaluator(NOTHING, TRUST_LAMBDA);
    assertAllowed(evaluator, session(NOTHING), json(resourcePolicy("Allow", aws(SESSION))));
  }

  @Test
  void aServiceNeedsAResourcePolicyThatNamesItAndItsSource() throws Exception {
    PolicyEvaluator evaluator = evaluator(SEND, TRUST_LAMBDA);
    String policy =
        """
        {"Statement": {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
         "Action": "sqs:SendMessage", "Resource": "*",
         "Condition": {"ArnEquals": {"aws:SourceArn": "%s"},
                       "StringEquals": {"aws:SourceAccount": "111122223333"}}}}
        """;
    assertAllowed(evaluator, EVENTS, json(policy.formatted(RULE)));
    assertDenied(evaluator, EVENTS, json(policy.formatted(RULE + "2")), "no resource-based policy");
    assertDenied(
        evaluator,
        new Caller.Service("sns.amazonaws.com", RULE),
        json(policy.formatted(RULE)),
        "no resource-based policy");
    assertDenied(evaluator, EVENTS, Optional.empty(), "no resource-based policy");
  }

  @Test
  void notPrincipalMeansEveryoneElse() throws Exception {
    PolicyEvaluator evaluator = evaluator(SEND, TRUST_LAMBDA);
    String policy =
        """
        {"Statement": {"Effect": "Deny", "NotPrincipal": {"AWS": "%s"}, "Action": "*", "Resource": "*"}}
        """;
    assertAllowed(evaluator, session(""), json(policy.formatted(ROLE)));
    assertDenied(evaluator, session(""), json(policy.formatted(ROLE + "x")), "an explicit deny");
  }

  @Test
  void theOwnerMayEverythingEvenWhatAPolicyDenies() throws Exception {
    assertAllowed(evaluator(NOTHING, TRUST_LAMBDA), OWNER, json(resourcePolicy("Deny", "\"*\"")));
  }

  @Test
  void conditionsSeeTheClockTheCallerAndTheCallsContext() throws Exception {
    String policy =
        """
        {"Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
          "Resource": "arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:q",
          "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-05-02"},
                        "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/aud*"},
                        "Bool": {"aws:SecureTransport": "true"},
                        "StringEquals": {"sts:AWSServiceName": "codeartifact.amazonaws.com"}}}]}
        """;
    PolicyEvaluator evaluator = evaluator(policy, TRUST_LAMBDA);
    Map<String, String> context = Map.of("sts:AWSServiceName", "codeartifact.amazonaws.com");
    assertThatCode(() ->
            evaluator.require(session(""), "sqs:SendMessage", QUEUE, Optional.empty(), context))
        .doesNotThrowAnyException();
    assertDenied(evaluator, session(""), Optional.empty(), "no identity-based policy");
  }

  @Test
  void malformedPoliciesOfCallsAreRefused() throws Exception {
    PolicyEvaluator evaluator = evaluator(SEND, TRUST_LAMBDA);
    assertThatThrownBy(() -> evaluator.require(session("{"), "sqs:SendMessage", QUEUE))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining("the session policy");
    assertThatThrownBy(
            () -> evaluator.require(session(""), "sqs:SendMessage", QUEUE, json("{}"), Map.of()))
        .isInstanceOfSatisfying(
            AwsException.class,
            error -> assertThat(error.code()).isEqualTo("MalformedPolicyDocument"));
  }

  @Test
  void aTrustPolicyDecidesWhoAssumesARole() throws Exception {
    Caller lambda = new Caller.Service("lambda.amazonaws.com", "arn:aws:lambda:r:1:function:f");
    PolicyEvaluator forLambda = evaluator(SEND, TRUST_LAMBDA);
    assertThat(forLambda.trusts(ROLE, lambda, "sts:AssumeRole", Map.of())).isTrue();
    assertThat(forLambda.trusts(ROLE, EVENTS, "sts:AssumeRole", Map.of())).isFalse();
    assertThat(forLambda.trusts(ROLE, session(""), "sts:AssumeRole", Map.of())).isFalse();
    assertThat(forLambda.trusts(ROLE, OWNER, "sts:AssumeRole", Map.of())).isTrue();
    assertThat(forLambda.trusts(ROLE + "x", OWNER, "sts:AssumeRole", Map.of())).isFalse();
  }

  @Test
  void aRoleAssumesWhatTrustsItOrItsAccountIfItsOwnPolicyAllows() throws Exception {
    String assume =
        """
        {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}}
        """;
    String trustRole = trust(aws(ROLE));
    String trustAccount = trust(aws("111122223333"));
    assertThat(evaluator(NOTHING, trustRole).trusts(ROLE, session(""), "sts:AssumeRole", Map.of()))
        .isTrue();
    assertThat(
            evaluator(NOTHING, trustAccount).trusts(ROLE, session(""), "sts:AssumeRole", Map.of()))
        .isFalse();
    assertThat(
            evaluator(assume, trustAccount).trusts(ROLE, session(""), "sts:AssumeRole", Map.of()))
        .isTrue();
    assertThat(
            evaluator(assume, TRUST_LAMBDA).trusts(ROLE, session(""), "sts:AssumeRole", Map.of()))
        .isFalse();
  }

  @Test
  void managedPoliciesCountAndUnknownOnesAreRefused() throws Exception {
    String logs = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    PolicyEvaluator evaluator = PolicyEvaluator.of(stack(NOTHING, TRUST_LAMBDA, logs), CLOCK);
    assertThatCode(() -> evaluator.require(session(""), "logs:PutLogEvents", "*"))
        .doesNotThrowAnyException();
    Stack unknown = stack(NOTHING, TRUST_LAMBDA, "arn:aws:iam::aws:policy/AdministratorAccess");
    assertThatThrownBy(() -> PolicyEvaluator.of(unknown, CLOCK))
        .hasMessageStartingWith("Audit.ManagedPolicyArns: arn:aws:iam::aws:policy/Admin");
  }

  @Test
  void malformedRolesAreRefusedByName() throws Exception {
    Stack stack = stack("{}", TRUST_LAMBDA);
    assertThatThrownBy(() -> PolicyEvaluator.of(stack, CLOCK))
        .hasMessage("Audit.Policies.own: Statement: expected a statement or a list of statements");
  }

  private static PolicyEvaluator evaluator(String identity, String trust)
      throws JsonProcessingException {
    return PolicyEvaluator.of(stack(identity, trust), CLOCK);
  }

  private static Stack stack(String identity, String trust, String... managed)
      throws JsonProcessingException {
    ObjectNode properties = JSON.createObjectNode();
    properties.set("AssumeRolePolicyDocument", JSON.readTree(trust));
    ObjectNode policy = properties.putArray("Policies").addObject().put("PolicyName", "own");
    policy.set("PolicyDocument", JSON.readTree(identity));
    var arns = properties.putArray("ManagedPolicyArns");
    List.of(managed).forEach(arns::add);
    Resource role = new Resource("Audit", "AWS::IAM::Role", "audit", ROLE, properties);
    return new Stack("shop", List.of(role), Map.of());
  }

  private static Caller session(String policy) {
    return new Caller.RoleSession(ROLE, "run", policy);
  }

  private static String aws(String arn) {
    return "{\"AWS\": \"" + arn + "\"}";
  }

  private static String trust(String principal) {
    return "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": %s, \"Action\": \"sts:AssumeRole\"}}"
        .formatted(principal);
  }

  private static String resourcePolicy(String effect, String principal) {
    return """
    {"Statement": {"Effect": "%s", "Principal": %s, "Action": "sqs:SendMessage", "Resource": "%s"}}
    """
        .formatted(effect, principal, QUEUE);
  }

  private static Optional<JsonNode> json(String text) throws JsonProcessingException {
    return Optional.of(JSON.readTree(text));
  }

  private static void assertAllowed(
      PolicyEvaluator evaluator, Caller caller, Optional<JsonNode> policy) {
    assertThatCode(() -> evaluator.require(caller, "sqs:SendMessage", QUEUE, policy, Map.of()))
        .doesNotThrowAnyException();
  }

  private static void assertDenied(
      PolicyEvaluator evaluator, Caller caller, Optional<JsonNode> policy, String reason) {
    assertThatThrownBy(() -> evaluator.require(caller, "sqs:SendMessage", QUEUE, policy, Map.of()))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining(reason);
  }
}
