package dev.storekeeper.cleanup.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VerifyingStreamTest {
  private static final byte[] CONTENT = "right bytes".getBytes(StandardCharsets.UTF_8);

  @Test
  void rightBytesPass() throws IOException {
    try (VerifyingStream stream = stream(CONTENT, CONTENT)) {
      assertThat(stream.readAllBytes()).isEqualTo(CONTENT);
      assertThat(stream.problem()).isEmpty();
    }
  }

  @Test
  void nothingPassesAsNothing() throws IOException {
    try (VerifyingStream stream = stream(new byte[0], new byte[0])) {
      assertThat(stream.readAllBytes()).isEmpty();
    }
  }

  @Test
  void aShortTransferIsNotTheContentsFault() throws IOException {
    try (VerifyingStream stream = stream(new byte[] {'r', 'i'}, CONTENT)) {
      assertThatIOException()
          .isThrownBy(stream::readAllBytes)
          .withMessage("ended after 2 of 11 bytes");
      assertThat(stream.problem()).isEmpty();
    }
  }

  @Test
  void theLastBytesOfWrongContentAreNeverHandedOut() throws IOException {
    byte[] wrong = "wrong bytes".getBytes(StandardCharsets.UTF_8);
    try (VerifyingStream stream = stream(wrong, CONTENT)) {
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      assertThatIOException()
          .isThrownBy(() -> {
            for (int octet = stream.read(); octet >= 0; octet = stream.read()) {
              received.write(octet);
            }
          })
          .withMessageContaining("expected " + TestBucket.hash(CONTENT));
      assertThat(received.size()).isEqualTo(CONTENT.length - 1);
      assertThat(stream.problem()).isPresent();
      assertThatIOException().isThrownBy(stream::read);
    }
  }

  @Test
  void longerContentIsWrong() throws IOException {
    byte[] longer = "right bytes and more".getBytes(StandardCharsets.UTF_8);
    try (VerifyingStream stream = stream(longer, CONTENT)) {
      assertThatIOException().isThrownBy(stream::readAllBytes).withMessageContaining("more than");
      assertThat(stream.problem()).isPresent();
    }
  }

  @Test
  void skippedBytesAreCheckedToo() throws IOException {
    try (VerifyingStream stream = stream(CONTENT, CONTENT)) {
      assertThat(stream.skip(6)).isEqualTo(6);
      assertThat(stream.readAllBytes()).isEqualTo("bytes".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static VerifyingStream stream(byte[] content, byte[] expected) {
    return new VerifyingStream(
        new ByteArrayInputStream(content), expected.length, TestBucket.hash(expected));
  }
}
