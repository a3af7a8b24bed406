package dev.storekeeper.sandbox.runtime.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time that functions see, in real processes. */
final class FunctionTimeTest {
  private static final Duration AHEAD = Duration.ofDays(800);

  @TempDir Path folder;
  private TestStack stack;
  private LambdaFunctions functions;

  @BeforeEach
  void setUp() {
    stack = new TestStack(folder).function("times", "Times", "{\"Timeout\":20}");
    functions = stack.functions();
  }

  @AfterEach
  void tearDown() {
    stack.close();
  }

  @Test
  void functionTellsTheSandboxsTimeInEveryWay() {
    Map<String, String> before = tell(0);
    stack.clock.advance(AHEAD);
    Instant earliest = stack.clock.instant().minusSeconds(60);
    Map<String, String> after = tell(0);
    Instant latest = stack.clock.instant();

    assertThat(functions.states().getFirst().starts()).isEqualTo(1);
    List<String> wrong = new ArrayList<>();
    after.forEach((name, value) -> {
      boolean expected =
          switch (name) {
            case "initialised" -> value.equals(before.get(name));
            case "remaining" -> Integer.parseInt(value) <= 20_000 && Integer.parseInt(value) > 0;
            case "localDate", "localDateZone" -> between(LocalDate.parse(value), earliest, latest);
            case "year", "yearZone" ->
                Year.parse(value).equals(Year.from(latest.atZone(ZoneOffset.UTC)))
                    || Year.parse(value).equals(Year.from(earliest.atZone(ZoneOffset.UTC)));
            case "yearMonth", "yearMonthZone" ->
                between(YearMonth.parse(value).atDay(1), firstOfMonth(earliest), latest);
            case "monthDay", "monthDayZone" ->
                List.of(MonthDay.from(date(earliest)), MonthDay.from(date(latest)))
                    .contains(MonthDay.parse(value));
            default ->
                !Instant.parse(value).isBefore(earliest) && !Instant.parse(value).isAfter(latest);
          };
      if (!expected) {
        wrong.add(name + " is " + value);
      }
    });
    assertThat(wrong).as("between %s and %s", earliest, latest).isEmpty();
    assertThat(after).hasSizeGreaterThan(40).containsKeys("date", "dateReference", "ownDate");
  }

  @Test
  void runningProcessKeepsGoodCredentialsHoweverFarTheClockIsMoved() {
    LambdaFunctions other = stack.function("other", "Commanded", "{\"Timeout\":20}").functions();
    String key = accessKey(other);
    stack.clock.advance(AHEAD);

    assertThat(accessKey(other)).isEqualTo(key);
    Caller caller = stack.identities.callerOf(key);
    assertThat(caller)
        .isEqualTo(
            new Caller.RoleSession("arn:aws:iam::111122223333:role/other-role", "other", ""));
    assertThat(stack.identities.expired(caller)).isFalse();
  }

  private static String accessKey(LambdaFunctions functions) {
    Functions.Outcome outcome =
        functions.invoke(
            TestStack.arn("other"), "test", "environment".getBytes(StandardCharsets.UTF_8));
    return new String(outcome.payload(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("AWS_ACCESS_KEY_ID="))
        .findFirst()
        .orElseThrow()
        .substring("AWS_ACCESS_KEY_ID=".length());
  }

  @Test
  void processThatStartsAfterTheClockWasMovedIsInitialisedAtItsTime() {
    stack.clock.advance(AHEAD);

    assertThat(Instant.parse(tell(0).get("initialised")))
        .isBetween(stack.clock.instant().minusSeconds(60), stack.clock.instant());
  }

  @Test
  void invocationUnderWayKeepsItsTimeAndTheNextSeesTheNewOne() throws Exception {
    var _ = tell(0);
    CompletableFuture<Map<String, String>> underWay =
        CompletableFuture.supplyAsync(() -> tell(1_500));
    TestStack.await(() -> stack.clock.activity().changes() > 0 && busy());
    Instant moved = stack.clock.instant();
    stack.clock.advance(AHEAD);

    assertThat(Instant.parse(underWay.get().get("later"))).isBefore(moved.plusSeconds(600));
    assertThat(Instant.parse(tell(0).get("later"))).isAfter(moved.plus(AHEAD));
  }

  private boolean busy() {
    return stack.lines("times").stream().filter(line -> line.startsWith("START")).count() == 2;
  }

  private Map<String, String> tell(int sleep) {
    byte[] event = Integer.toString(sleep).getBytes(StandardCharsets.UTF_8);
    Functions.Outcome outcome = functions.invoke(TestStack.arn("times"), "test", event);
    String text = new String(outcome.payload(), StandardCharsets.UTF_8);
    assertThat(outcome.error()).as(text).isEmpty();
    Map<String, String> times = new LinkedHashMap<>();
    text.lines().forEach(line -> times.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return times;
  }

  private static boolean between(LocalDate found, Instant earliest, Instant latest) {
    return !found.isBefore(date(earliest)) && !found.isAfter(date(latest));
  }

  private static Instant firstOfMonth(Instant time) {
    return date(time).withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
