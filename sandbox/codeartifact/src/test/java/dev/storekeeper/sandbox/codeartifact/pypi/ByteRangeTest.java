package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 10, 0, 0",
    "bytes=0-9, 10, 0, 9",
    "bytes=2-5, 10, 2, 5",
    "bytes=2-, 10, 2, 9",
    "bytes=2-999999999999999999, 10, 2, 9",
    "bytes=9-, 10, 9, 9",
    "bytes=-1, 10, 9, 9",
    "bytes=-10, 10, 0, 9",
    "bytes=-11, 10, 0, 9",
    "Bytes=1-2, 10, 1, 2"
  })
  void aSingleRangeIsAPart(String header, long size, long first, long last) {
    assertThat(ByteRange.of(header, size)).isEqualTo(new ByteRange.Part(first, last));
  }

  @ParameterizedTest
  @CsvSource({"bytes=10-, 10", "bytes=10-20, 10", "bytes=-0, 10", "bytes=0-, 0", "bytes=-5, 0"})
  void aRangeBeyondTheFileIsUnsatisfiable(String header, long size) {
    assertThat(ByteRange.of(header, size)).isEqualTo(new ByteRange.Unsatisfiable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=0-1,3-4",
        "lines=0-1",
        "bytes=0--1",
        "bytes=1",
        "bytes=99999999999999999999-",
        "bytes=٣-"
      })
  void aRangeThatIsMalformedOrManyGivesTheWholeFile(String header) {
    assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Whole());
  }

  @Test
  void noRangeGivesTheWholeFile() {
    assertThat(ByteRange.of(null, 10)).isEqualTo(new ByteRange.Whole());
  }
}
