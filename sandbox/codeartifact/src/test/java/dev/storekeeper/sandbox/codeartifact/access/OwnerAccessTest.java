package dev.storekeeper.sandbox.codeartifact.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnerAccessTest {
  private static final String ARN = "arn:aws:codeartifact:eu-west-1:111111111111:";
  private static final Principal OWNER =
      new Principal("111111111111", "arn:aws:iam::111111111111:user/owner");

  private final OwnerAccess access = new OwnerAccess();

  @ParameterizedTest(name = "{0} on {1} {2}: {3}")
  @CsvFileSource(
      resources = "/dev/storekeeper/sandbox/codeartifact/denials.csv",
      numLinesToSkip = 1,
      delimiter = ';',
      quoteCharacter = '~')
  void aDenialBindsWhomAndWhatItNames(
      String statement, String action, String resource, boolean denied) {
    ServiceException refusal = ask("Deny", statement, action, resource);

    assertThat(refusal != null).isEqualTo(denied);
    if (refusal != null) {
      assertThat(refusal.status()).isEqualTo(403);
      assertThat(refusal)
          .hasMessageContaining("codeartifact:" + action + " on resource: " + ARN + resource)
          .hasMessageContaining("explicit deny in a resource-based policy");
    }
    assertThat(ask("Allow", statement, action, resource)).isNull();
  }

  private ServiceException ask(String effect, String statement, String action, String resource) {
    String document =
        ("{'Statement':{'Effect':'" + effect + "'," + statement + "}}")
            .replace('\'', '"')
            .replace("ARN:", ARN);
    assertThatCode(() -> access.checkPolicy(document)).doesNotThrowAnyException();
    return catchThrowableOfType(
        ServiceException.class,
        () ->
            access.require(
                OWNER, "codeartifact:" + action, ARN + resource, Map.of(), List.of(document)));
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "**, anything, true",
    "a*c, abc, true",
    "a*c, ac, true",
    "a*c, abcd, false",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "*a, banana, true",
    "*an, banana, false",
    "?, '', false",
    "?, a, true",
    "a?c, abc, true",
    "a?, abc, false",
    "'', '', true",
    "'', a, false",
    "a.c, abc, false",
  })
  void aStarStandsForAnyCharactersAndAQuestionMarkForOne(
      String pattern, String text, boolean matches) {
    assertThat(Wildcards.matches(pattern, text)).isEqualTo(matches);
  }
}
