package dev.storekeeper.cleanup.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.Loopback.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
  private Office office = make();

  private static Office make() {
    try {
      return new Office();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void open() {
    office.close();
    office = make();
  }

  @AfterEach
  void close() {
    office.close();
  }

  private Answer pause(UnaryOperator<ObjectNode> change) {
    return pause(office.sts.uri(), office.clock, Office.ALICE, change);
  }

  private Answer pause(URI uri, Clock clock, String by, UnaryOperator<ObjectNode> change) {
    ObjectNode parameters =
        Office.parameters(Map.of("reason", "an incident", "function", Office.FUNCTION));
    ObjectNode identity = change.apply(Sts.sign(uri, clock, by, "pause", parameters));
    return office.answer(Office.request("pause", parameters, identity));
  }

  private void assertRefused(Answer answer, String why) throws Exception {
    assertThat(answer.message()).contains(why);
    assertThat(answer.outcome()).isIn(Outcome.REFUSED, Outcome.INVALID);
    assertThat(office.state.paused()).isEmpty();
    assertThat(office.ledger.records()).isEmpty();
  }

  @Test
  void whoSignedIsWhoAsks() throws Exception {
    assertThat(pause(headers -> headers).outcome()).isEqualTo(Outcome.DONE);
    assertThat(office.state.paused())
        .hasValueSatisfying(
            text -> assertThat(text).contains("an incident").contains(Office.ALICE));
    assertThat(office.log()).contains(Office.ALICE).doesNotContain("Signature=");
  }

  @Test
  void theSameRequestMayComeAgain() throws Exception {
    pause(headers -> headers);
    assertThat(pause(headers -> headers).outcome()).isEqualTo(Outcome.DONE);
    assertThat(office.ledger.types()).containsExactly("cleanup.paused");
  }

  @Test
  void withoutIdentityNothingChanges() throws Exception {
    assertRefused(
        office.look("pause", Map.of("reason", "x", "function", Office.FUNCTION)), "no identity");
  }

  @Test
  void aRequestForAnotherFunctionIsRefused() throws Exception {
    ObjectNode parameters = Office.parameters(Map.of("reason", "x", "function", "other"));
    ObjectNode identity =
        Sts.sign(office.sts.uri(), office.clock, Office.ALICE, "pause", parameters);
    assertRefused(
        office.answer(Office.request("pause", parameters, identity)), "meant for the function");
  }

  @ParameterizedTest
  @CsvSource({
    "authorization, authorization is missing",
    "host, host is missing",
    "x-amz-date, not those sent",
    "x-storekeeper-action, not those sent",
    "x-storekeeper-subject, not those sent",
    "content-type, not those sent",
  })
  void aMissingHeaderIsRefused(String name, String why) throws Exception {
    assertRefused(
        pause(headers -> {
          headers.remove(name);
          return headers;
        }),
        name.equals("host") ? "not those sent" : why);
    assertThat(office.sts.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-storekeeper-action | resume | expected \"pause\"",
        "x-storekeeper-subject | 00 | x-storekeeper-subject",
        "host | sts.example.com | the header host is",
        "content-type | text/plain | content-type",
        "authorization | Bearer x | Signature Version 4",
        "x-amz-security-token | forged | not those sent",
        "x-forwarded-host | sts.example.com | none of such a request",
        "transfer-encoding | chunked | none of such a request",
      })
  void anotherHeaderIsRefusedBeforeStsIsAsked(String name, String value, String why)
      throws Exception {
    assertRefused(pause(headers -> headers.put(name, value)), why);
    assertThat(office.sts.requests()).isEmpty();
  }

  @Test
  void aSignatureForOtherParametersIsRefused() throws Exception {
    ObjectNode signed = Office.parameters(Map.of("reason", "tea", "function", Office.FUNCTION));
    ObjectNode sent = Office.parameters(Map.of("reason", "war", "function", Office.FUNCTION));
    ObjectNode identity = Sts.sign(office.sts.uri(), office.clock, Office.ALICE, "pause", signed);
    assertRefused(office.answer(Office.request("pause", sent, identity)), "x-storekeeper-subject");
  }

  @Test
  void aForgedSubjectIsFoundBySts() throws Exception {
    ObjectNode signed = Office.parameters(Map.of("reason", "tea", "function", Office.FUNCTION));
    ObjectNode sent = Office.parameters(Map.of("reason", "war", "function", Office.FUNCTION));
    ObjectNode identity = Sts.sign(office.sts.uri(), office.clock, Office.ALICE, "pause", signed);
    identity.put("x-storekeeper-subject", Parameters.of(Action.PAUSE, sent).subject());
    assertRefused(office.answer(Office.request("pause", sent, identity)), "SignatureDoesNotMatch");
  }

  @Test
  void aFreshTimeOnAnOldSignatureIsFoundBySts() throws Exception {
    Clock old = Clock.offset(office.clock, Duration.ofHours(-1));
    assertRefused(
        pause(
            office.sts.uri(),
            old,
            Office.ALICE,
            headers -> headers.put("x-amz-date", "20260301T120000Z")),
        "SignatureDoesNotMatch");
  }

  @Test
  void unsignedBindingHeadersAreRefused() throws Exception {
    ObjectNode identity =
        Sts.sign(
            office.sts.uri(),
            office.clock,
            Office.ALICE,
            Map.of("content-type", "application/x-www-form-urlencoded"));
    ObjectNode parameters = Office.parameters(Map.of("reason", "x", "function", Office.FUNCTION));
    identity.put("x-storekeeper-action", "pause");
    identity.put("x-storekeeper-subject", Parameters.of(Action.PAUSE, parameters).subject());
    assertRefused(office.answer(Office.request("pause", parameters, identity)), "not those sent");
  }

  @Test
  void aPrincipalOfAnotherAccountIsRefused() throws Exception {
    assertRefused(
        pause(
            office.sts.uri(),
            office.clock,
            "arn:aws:iam::999999999999:user/alice",
            headers -> headers),
        "is of account 999999999999");
  }

  @Test
  void whatStsDoesNotSayIsNotKnown() throws Exception {
    office.sts.reply(request -> new Reply(503, Map.of(), ""));
    assertThat(pause(headers -> headers).outcome()).isEqualTo(Outcome.UNAVAILABLE);
    office.sts.reply(request -> new Reply(200, Map.of(), "<Arn>nonsense</Arn>"));
    assertThat(pause(headers -> headers).outcome()).isEqualTo(Outcome.UNAVAILABLE);
    office.sts.reply(request ->
        new Reply(200, Map.of(), "<!DOCTYPE a [<!ENTITY e \"x\">]><a><Arn>&e;</Arn></a>"));
    assertThat(pause(headers -> headers).outcome()).isEqualTo(Outcome.UNAVAILABLE);
    office.sts.reply(request -> new Reply(302, Map.of("Location", "http://127.0.0.1:1/"), ""));
    assertThat(pause(headers -> headers).outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(office.state.paused()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, , https://sts.eu-west-1.amazonaws.com/",
    "cn-north-1, , https://sts.cn-north-1.amazonaws.com.cn/",
    "eu-west-1, http://127.0.0.1:4566/some/path, http://127.0.0.1:4566/",
  })
  void stsIsWhereTheFunctionsOwnSettingsSay(String region, String override, String expected) {
    assertThat(Caller.endpoint(region, Optional.ofNullable(override)))
        .isEqualTo(URI.create(expected));
  }
}
