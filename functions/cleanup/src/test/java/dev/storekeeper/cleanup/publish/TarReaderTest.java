package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
  private static final String LONG = "a/".repeat(80) + "file";
  private static final int MAX = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_POSIX, TarArchiveOutputStream.LONGFILE_GNU})
  void filesAreFoundByNamesOfAnyLength(int longNames) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("empty", new byte[0]);
    files.put("folder/", new byte[0]);
    files.put(LONG, Samples.utf8("long"));
    files.put("block", new byte[512]);
    files.put("gr\u00fc\u00df/d\u00fc", Samples.utf8("accented"));
    files.put("./dotted", Samples.utf8("dot"));
    files.put("last", Samples.utf8("last"));
    byte[] tar = Samples.tar(files, longNames);

    assertThat(find(tar, LONG)).hasValue(Samples.utf8("long"));
    assertThat(find(tar, "empty")).hasValue(new byte[0]);
    assertThat(find(tar, "block")).hasValue(new byte[512]);
    assertThat(find(tar, "gr\u00fc\u00df/d\u00fc")).hasValue(Samples.utf8("accented"));
    assertThat(find(tar, "dotted")).hasValue(Samples.utf8("dot"));
    assertThat(find(tar, "last")).hasValue(Samples.utf8("last"));
    assertThat(find(tar, "folder/")).isEmpty();
    assertThat(find(tar, "absent")).isEmpty();
  }

  @Test
  void theFirstOfSeveralIsTaken() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("./x", Samples.utf8("first"));
    files.put("x", Samples.utf8("second"));

    assertThat(find(Samples.tar(files), "x")).hasValue(Samples.utf8("first"));
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() {
    byte[] tar = Samples.tar(Map.of("x", new byte[MAX + 1]));

    assertThatIOException().isThrownBy(() -> find(tar, "x")).withMessageContaining("at most");
  }

  @Test
  void everyTruncationWithinAFileIsNoticed() {
    byte[] tar = Samples.tar(Map.of("x", new byte[700]));
    for (int length = 1; length < 512 + 700; length += 37) {
      byte[] part = Arrays.copyOf(tar, length);
      assertThatIOException().isThrownBy(() -> find(part, "x"));
    }
  }

  @Test
  void noDamageDoesMoreThanFail() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(LONG, new byte[100]);
    files.put("x", new byte[100]);
    byte[] tar = Samples.tar(files);
    Random random = new Random(11);
    int noticed = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = tar.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        find(damaged, "x");
      } catch (IOException e) {
        noticed++;
      }
    }
    assertThat(noticed).isPositive();
  }

  private static Optional<byte[]> find(byte[] tar, String name) throws IOException {
    return TarReader.find(new ByteArrayInputStream(tar), name::equals, MAX);
  }
}
