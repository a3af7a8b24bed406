package dev.storekeeper.clients;

import static dev.storekeeper.clients.PlayedServices.idToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.clients.Job.Result;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is tried again, how often, and with which ID token. */
class RetryTest extends ScriptTest {
  private static final Answer BUSY = Answer.error(503, "upstream_unavailable");
  private static final Answer SLOW_DOWN = Answer.error(429, "rate_limited");

  RetryTest(Shell shell) {
    super(shell);
  }

  @Test
  void aBusyEndpointIsAskedAgainWithAFreshIdToken() throws Exception {
    services.answer(BUSY, SLOW_DOWN);
    assertGranted(github().run());
    assertThat(services.requests("/token"))
        .extracting(request -> request.form().get("subject_token"))
        .containsExactly(idToken(1), idToken(2), idToken(3));
    assertThat(job.slept()).hasSize(2);
  }

  @Test
  void aLostAnswerIsAskedForAgain() throws Exception {
    services.answer(Answer.LOST);
    assertGranted(github().run());
    assertThat(services.requests("/token")).hasSize(2);
  }

  @Test
  void aCiThatMakesOneTokenPerJobRepeatsIt() throws Exception {
    services.answer(BUSY);
    assertGranted(gitlab().run());
    assertThat(services.requests("/token"))
        .extracting(request -> request.form().get("subject_token"))
        .containsExactly(idToken(1), idToken(1));
  }

  @Test
  void neverWaitsLessThanTheServerAsksFor() throws Exception {
    services.answer(BUSY.retryAfter("17"));
    assertGranted(gitlab().run());
    assertThat(job.slept()).singleElement().satisfies(s -> assertThat(s).isBetween(17, 18));
  }

  @Test
  void doesNotWaitForLongerThanItMay() throws Exception {
    services.answer(BUSY.retryAfter("31"));
    Result result = gitlab().run();
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err()).contains("asks to wait 31 s").contains("after try 1");
    assertThat(job.slept()).isEmpty();
  }

  @Test
  void aDateToWaitForIsLeftAlone() throws Exception {
    services.answer(BUSY.retryAfter("Wed, 25 Nov 2026 07:28:00 GMT"));
    assertGranted(gitlab().run());
    assertThat(job.slept()).singleElement().satisfies(s -> assertThat(s).isBetween(1, 2));
  }

  @Test
  void givesUpAfterFiveTriesAndThirtySeconds() throws Exception {
    services.answer(Collections.nCopies(9, BUSY).toArray(Answer[]::new));
    Result result = github().run();
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err()).contains("answers 503; gave up after try 5");
    assertThat(services.requests("/token")).hasSize(5);
    List<Integer> slept = job.slept();
    assertThat(slept).hasSize(4);
    assertThat(slept.stream().mapToInt(Integer::intValue).sum()).isBetween(15, 30);
  }

  @Test
  void waitsAreBoundedTogetherWhateverTheServerAsksFor() throws Exception {
    services.answer(BUSY.retryAfter("14"), BUSY.retryAfter("14"), BUSY.retryAfter("14"));
    assertThat(gitlab().run().exitCode()).isEqualTo(5);
    assertThat(job.slept().stream().mapToInt(Integer::intValue).sum()).isBetween(28, 30);
  }

  @Test
  void anEndpointThatIsDownIsNamed() throws Exception {
    String url = services.url();
    services.close();
    Result result = gitlab().run();
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err()).contains(url + "/audience").contains("gave up after try 5");
  }

  @Test
  void aRefusalIsFinal() throws Exception {
    services.answer(Answer.error(400, "token_already_used"));
    assertThat(github().run().exitCode()).isEqualTo(4);
    assertThat(services.requests("/token")).hasSize(1);
    assertThat(job.slept()).isEmpty();
  }
}
