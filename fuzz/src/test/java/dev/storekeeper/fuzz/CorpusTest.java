package dev.storekeeper.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every input that is checked in breaks nothing: neither the seeds nor what the fuzzer once found.
 */
class CorpusTest {
  private record Target(Class<?> type, Predicate<byte[]> accepts) {}

  private static final List<Target> TARGETS =
      List.of(
          new Target(IdTokenTarget.class, IdTokenTarget::accepts),
          new Target(TokenVerifierTarget.class, TokenVerifierTarget::accepts),
          new Target(TrustPolicyTarget.class, TrustPolicyTarget::accepts),
          new Target(SessionPolicyTarget.class, SessionPolicyTarget::accepts),
          new Target(TokenRequestTarget.class, TokenRequestTarget::accepts));

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("inputs")
  void anInputIsAcceptedOrRefusedAsItsNameSays(
      String target, Path file, Predicate<byte[]> accepts) {
    boolean accepted = accepts.test(Corpus.read(file));
    if (Corpus.is(file, Corpus.VALID)) {
      assertThat(accepted).as("%s accepts %s", target, file).isTrue();
    }
    if (Corpus.is(file, Corpus.INVALID)) {
      assertThat(accepted).as("%s accepts %s", target, file).isFalse();
    }
  }

  @Test
  void everyTargetHasACorpusWithValidInputs() throws IOException {
    try (Stream<Path> folders = Files.list(Corpus.folder())) {
      assertThat(folders.map(folder -> String.valueOf(folder.getFileName())))
          .containsExactlyInAnyOrderElementsOf(
              TARGETS.stream().map(target -> target.type().getSimpleName()).toList());
    }
    assertThat(TARGETS)
        .allSatisfy(target ->
            assertThat(Corpus.files(target.type()))
                .anyMatch(file -> Corpus.is(file, Corpus.VALID)));
  }

  static Stream<Arguments> inputs() {
    return TARGETS.stream()
        .flatMap(target ->
            Corpus.files(target.type()).stream()
                .map(file -> Arguments.of(target.type().getSimpleName(), file, target.accepts())));
  }
}
