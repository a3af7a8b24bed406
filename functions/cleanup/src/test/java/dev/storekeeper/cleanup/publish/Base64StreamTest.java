package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Base64StreamTest {
  @Test
  void everyLengthIsEncodedAsAWhole() throws IOException {
    Random random = new Random(3);
    for (int size : new int[] {0, 1, 2, 3, 4, 24_575, 24_576, 24_577, 100_000}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      byte[] expected = Base64.getEncoder().encode(bytes);

      assertThat(new Base64Stream(new ByteArrayInputStream(bytes)).readAllBytes())
          .isEqualTo(expected);
      assertThat(Base64Stream.length(size)).isEqualTo(expected.length);
    }
  }

  @Test
  void singleBytesAndSkippedOnesAreCounted() throws IOException {
    try (Base64Stream stream = new Base64Stream(new ByteArrayInputStream(Samples.utf8("abcd")))) {
      assertThat(stream.read()).isEqualTo('Y');
      assertThat(stream.skip(2)).isEqualTo(2);
      assertThat(stream.readAllBytes()).isEqualTo(Samples.utf8("jZA=="));
      assertThat(stream.read()).isEqualTo(-1);
    }
  }
}
