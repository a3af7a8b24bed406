package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Blake2b256Test {
  @ParameterizedTest
  @CsvSource({
    "x, 0, 0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
    "abc, 1, bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
    "a, 127, 59e2f1aba240f20aa591016f5ef429990bc9c2131dcd0d30f0ffd75ed18f317d",
    "a, 128, ae2aa48507885c4c950fb809b2076f959cde9f8ea6da260d9a3587df33dac450",
    "a, 129, 2f64744a6de0d2c0b56e64cf6e29a5aaa255010d415d51c75ccc82f73dccd865",
    "a, 256, eae4d3a7627549b383179dc18049964f91a6fed14c9f3fb26705eda3eeda5558",
    "abc, 10000, 3a81a41e8e6284baed563473238a2f18dfbb3dc0662c028debb0936c1418340f"
  })
  void knownInputsGiveKnownDigests(String letter, int times, String digest) {
    byte[] input = letter.repeat(times).getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(new Blake2b256().digest(input))).isEqualTo(digest);
  }

  @Test
  void theDigestDoesNotDependOnHowTheInputIsCut() {
    Random random = new Random(11);
    byte[] input = new byte[5_000];
    random.nextBytes(input);
    byte[] whole = new Blake2b256().digest(input);
    Blake2b256 reused = new Blake2b256();
    for (int round = 0; round < 50; round++) {
      for (int position = 0; position < input.length; ) {
        int count = Math.min(random.nextInt(300), input.length - position);
        reused.update(input, position, count);
        position += count;
      }
      assertThat(reused.digest()).isEqualTo(whole);
    }
  }
}
