package dev.storekeeper.sandbox.runtime.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.iam.RoleTrust;
import dev.storekeeper.sandbox.runtime.iam.SessionAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsServiceTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/token";

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);

  private final FakeTrust trust = new FakeTrust();
  private final Identities identities = new Identities("111122223333", CLOCK);
  private final FrontServer front = FrontServer.bind(0, identities);
  private final TestClient client = new TestClient(front.endpoint());

  @BeforeEach
  void start() {
    front
        .mount(
            new StsService(
                new Account("111122223333", "eu-west-1", front.endpoint()),
                identities,
                trust,
                token -> {
                  throw new AwsException(400, "InvalidIdentityToken", "none is known");
                },
                CLOCK))
        .start();
  }

  @AfterEach
  void close() {
    client.close();
    front.close();
  }

  @Test
  void anAssumedRoleHasAKeyThatStandsForTheSessionWithItsPolicy() {
    String answer =
        assume(
            "AKIDOWNER",
            Map.of("Policy", "{\"Version\":\"2012-10-17\"}", "DurationSeconds", "900"));

    assertThat(answer)
        .contains("<Expiration>2026-11-24T08:15:00Z</Expiration>", "<PackedPolicySize>2<");
    String key = text(answer, "AccessKeyId");
    assertThat(identities.callerOf(key))
        .isEqualTo(
            new Caller.RoleSession(
                ROLE,
                "ci@1",
                "{\"Version\":\"2012-10-17\"}",
                new SessionAttributes(
                    Optional.empty(),
                    Map.of(),
                    Optional.of(Instant.parse("2026-11-24T08:15:00Z")))));
    assertThat(client.query(key, "sts", Map.of("Action", "GetCallerIdentity")).body())
        .contains(
            "<Arn>arn:aws:sts::111122223333:assumed-role/token/ci@1</Arn>",
            "<Account>111122223333</Account>",
            ":ci@1</UserId>");
  }

  @Test
  void aRoleThatDoesNotTrustTheCallerIsDenied() {
    assertThat(assume("AKID", Map.of("RoleArn", ROLE + "-other")))
        .contains("<Code>AccessDenied</Code>", "sts:AssumeRole", ROLE + "-other");
  }

  @Test
  void aRoleThatAssumesAnotherGetsAtMostAnHour() {
    String key = text(assume("AKID", Map.of()), "AccessKeyId");

    assertThat(assume(key, Map.of("DurationSeconds", "3601"))).contains("role chaining");
    assertThat(assume(key, Map.of("DurationSeconds", "3600"))).contains("<AccessKeyId>ASIA");
  }

  @Test
  void tagsAndSourceIdentityAreAskedForAndKept() {
    String answer =
        assume(
            "AKID",
            Map.of(
                "SourceIdentity", "main-1",
                "Tags.member.1.Key", "run",
                "Tags.member.1.Value", "7",
                "Tags.member.2.Key", "team",
                "Tags.member.2.Value", "a/b"));

    assertThat(answer).contains("<SourceIdentity>main-1</SourceIdentity>");
    Caller.RoleSession session =
        (Caller.RoleSession) identities.callerOf(text(answer, "AccessKeyId"));
    assertThat(session.attributes().sourceIdentity()).hasValue("main-1");
    assertThat(session.attributes().tags())
        .containsExactlyEntriesOf(new TreeMap<>(Map.of("run", "7", "team", "a/b")));
    assertThat(trust.asked.keySet())
        .containsExactly("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity");
    assertThat(trust.asked.get("sts:TagSession"))
        .containsEntry("sts:RoleSessionName", "ci@1")
        .containsEntry("sts:SourceIdentity", "main-1")
        .containsEntry("aws:RequestTag/run", "7")
        .hasEntrySatisfying(
            "aws:TagKeys",
            keys -> assertThat(keys.lines()).containsExactlyInAnyOrder("run", "team"));
  }

  @ParameterizedTest
  @CsvSource({
    "sts:TagSession, Tags.member.1.Key, run",
    "sts:SetSourceIdentity, SourceIdentity, main-1",
  })
  void whatIsNotAllowedBesidesTheRoleIsDenied(String action, String name, String value) {
    trust.denied = action;

    assertThat(assume("AKID", Map.of(name, value)))
        .contains("<Code>AccessDenied</Code>", "not authorized to perform: " + action + " on");
    assertThat(assume("AKID", Map.of())).contains("<AccessKeyId>ASIA");
  }

  @Test
  void aSourceIdentityStaysThroughFurtherRoles() {
    String key = text(assume("AKID", Map.of("SourceIdentity", "main-1")), "AccessKeyId");

    assertThat(assume(key, Map.of("SourceIdentity", "other")))
        .contains("<Code>AccessDenied</Code>");
    assertThat(assume(key, Map.of())).contains("<SourceIdentity>main-1<");
  }

  @Test
  void tagKeysThatDifferInCaseOnlyAreRefused() {
    assertThat(assume("AKID", Map.of("Tags.member.1.Key", "a", "Tags.member.2.Key", "A")))
        .contains("<Code>ValidationError</Code>", "case insensitive");
  }

  @ParameterizedTest
  @CsvSource({
    "RoleSessionName, a, ValidationError",
    "RoleSessionName, 'a b', ValidationError",
    "RoleArn, token, ValidationError",
    "DurationSeconds, 899, ValidationError",
    "DurationSeconds, 43201, ValidationError",
    "Policy, '{', MalformedPolicyDocument",
    "Policy, LONG, ValidationError",
    "PolicyArns.member.1.arn, arn:aws:iam::aws:policy/ReadOnlyAccess, ValidationError",
    "Tags.member.1.Key, 'a<b', ValidationError",
    "TransitiveTagKeys.member.1, team, ValidationError",
    "SourceIdentity, 'a b', ValidationError",
  })
  void badInputIsRefused(String name, String value, String code) {
    String given = value.equals("LONG") ? "{" + " ".repeat(2047) + "}" : value;

    assertThat(assume("AKID", Map.of(name, given))).contains("<Code>" + code + "</Code>");
  }

  private String assume(String key, Map<String, String> more) {
    Map<String, String> form =
        new HashMap<>(Map.of("Action", "AssumeRole", "RoleArn", ROLE, "RoleSessionName", "ci@1"));
    form.putAll(more);
    return client.query(key, "sts", form).body();
  }

  private static String text(String xml, String element) {
    Matcher matcher = Pattern.compile("<" + element + ">([^<]*)<").matcher(xml);
    assertThat(matcher.find()).as(xml).isTrue();
    return matcher.group(1);
  }

  private static final class FakeTrust implements RoleTrust {
    final Map<String, Map<String, String>> asked = new LinkedHashMap<>();
    String denied = "";

    @Override
    public boolean trusts(
        String roleArn, Caller caller, String action, Map<String, String> context) {
      asked.put(action, context);
      return roleArn.equals(ROLE) && !action.equals(denied);
    }

    @Override
    public boolean trustsWebIdentity(String roleArn, String provider, Map<String, String> context) {
      return false;
    }
  }
}
