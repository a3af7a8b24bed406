package dev.storekeeper.token.vending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.Scope;
import dev.storekeeper.trust.SessionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsVendingTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/storekeeper/vending/Role-1";
  private static final Account ACCOUNT = Account.of(ROLE, "eu-west-1");
  private static final Grant GRANT =
      new Grant(
          "main-may-publish",
          "acme",
          Optional.empty(),
          List.of("team"),
          List.of(new Scope("read")),
          Duration.ofMinutes(30));
  private static final Attribution BY =
      new Attribution("main-may-publish-1", new TreeMap<>(Map.of("storekeeper:issuer", "github")));

  private final FakeAws aws;
  private final Vending vending;
  private final Repositories repositories;

  AwsVendingTest() throws Exception {
    aws = FakeAws.start();
    vending = new AwsVending(aws.sts(), aws.codeArtifact(), ACCOUNT, ROLE);
    repositories = new AwsRepositories(aws.codeArtifact(), ACCOUNT);
  }

  @AfterEach
  void stop() {
    aws.stop();
  }

  @Test
  void theSessionIsNarrowedNamedAndTagged() throws Exception {
    VendedToken token = vending.vend(GRANT, BY);
    assertThat(token.secret()).isEqualTo(FakeAws.SECRET);
    assertThat(token).hasToString("token until 2026-11-25T12:30:00Z");
    assertThat(aws.requests()).hasSize(2);
    assertThat(aws.form(0))
        .containsEntry("Action", "AssumeRole")
        .containsEntry("RoleArn", ROLE)
        .containsEntry("RoleSessionName", "main-may-publish-1")
        .containsEntry("SourceIdentity", "main-may-publish-1")
        .containsEntry("DurationSeconds", "900")
        .containsEntry("Policy", SessionPolicy.of(GRANT, "aws", "eu-west-1", "111122223333"))
        .containsEntry("Tags.member.1.Key", "storekeeper:issuer")
        .containsEntry("Tags.member.1.Value", "github");
    assertThat(aws.requests().get(1).target())
        .startsWith("/v1/authorization-token?")
        .contains("domain=acme", "domain-owner=111122223333", "duration=1800");
    assertThat(aws.requests().get(1).authorization()).contains("ASIASESSION");
    assertThat(aws.requests().get(1).sessionToken()).isEqualTo("the-session");
  }

  @Test
  void tagsGoWhereThePackedPolicyHasNoRoomForThem() throws Exception {
    aws.failStsOnce(400, "PackedPolicyTooLarge");
    assertThat(vending.vend(GRANT, BY).secret()).isEqualTo(FakeAws.SECRET);
    assertThat(aws.form(1)).doesNotContainKey("Tags.member.1.Key");
    assertThat(aws.form(1)).containsEntry("SourceIdentity", "main-may-publish-1");
  }

  @ParameterizedTest
  @CsvSource({
    "400, Throttling,        true,  sts-Throttling",
    "500, InternalFailure,   true,  sts-InternalFailure",
    "503, ServiceUnavailable,true,  sts-ServiceUnavailable",
    "403, AccessDenied,      false, sts-AccessDenied",
    "400, MalformedPolicyDocument, false, sts-MalformedPolicyDocument",
    "400, ValidationError,   false, sts-ValidationError",
  })
  void whatPassesIsToldFromWhatAnOperatorHasToLookAt(
      int status, String code, boolean temporary, String reason) {
    aws.failSts(status, code);
    assertFailure(() -> vending.vend(GRANT, BY), temporary, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "429, ThrottlingException,       true,  codeartifact-ThrottlingException",
    "500, InternalServerException,   true,  codeartifact-InternalServerException",
    "403, AccessDeniedException,     false, codeartifact-AccessDeniedException",
    "404, ResourceNotFoundException, false, codeartifact-ResourceNotFoundException",
  })
  void theSameHoldsOfCodeArtifact(int status, String code, boolean temporary, String reason) {
    aws.failCodeArtifact(status, code);
    assertFailure(() -> vending.vend(GRANT, BY), temporary, reason);
    assertFailure(() -> repositories.endpoint(GRANT, "team", "npm"), temporary, reason);
  }

  @Test
  void aServiceThatDoesNotAnswerIsTemporary() {
    aws.stop();
    assertFailure(() -> vending.vend(GRANT, BY), true, "aws-no-answer");
  }

  @Test
  void aTokenThatNoFileCanTakeIsRefused() {
    aws.answerToken("a token with spaces");
    assertFailure(() -> vending.vend(GRANT, BY), false, "codeartifact-token-syntax");
  }

  @Test
  void endpointsAreAskedForOnce() throws Exception {
    URI first = repositories.endpoint(GRANT, "team", "npm");
    URI second = repositories.endpoint(GRANT, "team", "npm");
    assertThat(first).isEqualTo(second).hasToString("https://acme.example/npm/team/");
    assertThat(aws.requests()).hasSize(1);
    assertThat(aws.requests().getFirst().target())
        .contains("domain-owner=111122223333", "repository=team", "format=npm");
    repositories.endpoint(GRANT, "team", "pypi");
    assertThat(aws.requests()).hasSize(2);
  }

  @Test
  void theAccountIsThatOfTheRole() {
    assertThat(Account.of("arn:aws-cn:iam::999999999999:role/x", "cn-north-1"))
        .isEqualTo(new Account("aws-cn", "cn-north-1", "999999999999"));
    assertThatThrownBy(() -> Account.of("arn:aws:iam::1:user/x", "eu-west-1"))
        .hasMessageContaining("arn:aws:iam::1:user/x");
  }

  private static void assertFailure(ThrowingCallable call, boolean temporary, String reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VendingException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(failure.temporary()).isEqualTo(temporary);
            });
  }
}
