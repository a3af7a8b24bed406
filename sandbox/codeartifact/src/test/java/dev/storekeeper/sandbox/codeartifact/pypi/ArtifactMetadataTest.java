package dev.storekeeper.sandbox.codeartifact.pypi;

import static dev.storekeeper.sandbox.codeartifact.pypi.Archives.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactMetadataTest {
  private static final PypiLimits LIMITS =
      new PypiLimits(10, 1_000, 5_000, 4_000, 20_000, 100, 2_000_000, 0);
  private static final DistributionFile WHEEL =
      new DistributionFile.Wheel("acme-1.0-py3-none-any.whl");
  private static final DistributionFile SDIST = new DistributionFile.TarGzSdist("acme-1.0.tar.gz");
  private static final DistributionFile ZIP = new DistributionFile.ZipSdist("acme-1.0.zip");
  private static final String GOOD = metadata("Acme", "1.0.0", "Summary: Greets");

  @TempDir Path folder;

  @Test
  void aWheelTellsItsMetadata() throws IOException {
    assertThat(read(WHEEL, Archives.wheel("acme", "1.0", GOOD)).line("Summary"))
        .isEqualTo("Greets");
  }

  @Test
  void anSdistTellsItsMetadata() throws IOException {
    CoreMetadata metadata = read(SDIST, Archives.sdist("acme", "1.0", GOOD));
    assertThat(metadata.line("Summary")).isEqualTo("Greets");
    assertThat(metadata.description()).isEqualTo("Read me.\n");
  }

  @Test
  void aZippedSdistTellsItsMetadata() throws IOException {
    assertThat(read(ZIP, Archives.zip(Map.of("acme-1.0/PKG-INFO", GOOD))).line("Summary"))
        .isEqualTo("Greets");
  }

  @ParameterizedTest
  @CsvSource({
    "Other, 1.0, disagrees with the form's name \"acme\"",
    "acme, 1.1, disagrees with the form's version \"1.0\"",
    "acme, latest, disagrees with the form's version \"1.0\""
  })
  void metadataOfAnotherProjectOrVersionIsRefused(String name, String version, String told)
      throws IOException {
    refused(WHEEL, Archives.wheel("acme", "1.0", metadata(name, version)))
        .hasMessageContaining(told);
    refused(SDIST, Archives.sdist("acme", "1.0", metadata(name, version)))
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Name: acme%Version: 1.0 | 0 fields Metadata-Version",
        "Metadata-Version: 2.1%Version: 1.0 | 0 fields Name",
        "Metadata-Version: 2.1%Name: acme%name: acme%Version: 1.0 | 2 fields Name",
        "Metadata-Version: 3.0%Name: acme%Version: 1.0 | expected 1.x or 2.x",
        "Metadata-Version: 2.1%broken | METADATA line 2"
      })
  void metadataWithoutItsMandatoryFieldsIsRefused(String text, String told) throws IOException {
    refused(WHEEL, Archives.wheel("acme", "1.0", text.replace('%', '\n')))
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other-1.0", "acme-1.1", "acme", "-1.0"})
  void aWheelWithTheFolderOfAnotherProjectIsRefused(String stem) throws IOException {
    refused(WHEEL, Archives.wheel(stem + ".dist-info/", GOOD, Map.of()))
        .hasMessageContaining("does not belong to name \"acme\" and version \"1.0\"");
  }

  @Test
  void aWheelWithTwoMetadataFilesIsRefused() throws IOException {
    refused(
            WHEEL,
            Archives.wheel("acme-1.0.dist-info/", GOOD, Map.of("b-1.dist-info/METADATA", GOOD)))
        .hasMessageContaining("two metadata files");
  }

  @Test
  void aWheelWithoutItsWheelFileIsRefused() throws IOException {
    refused(WHEEL, Archives.zip(Map.of("acme-1.0.dist-info/METADATA", GOOD)))
        .hasMessage("The archive has no file \"acme-1.0.dist-info/WHEEL\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "a/../../evil", "/etc/passwd", "C:/evil", "a\\..\\evil", "a/.."})
  void anEntryThatLeavesItsFolderIsRefused(String name) throws IOException {
    refused(WHEEL, Archives.wheel("acme-1.0.dist-info/", GOOD, Map.of(name, "x")))
        .hasMessageContaining("leaves its folder");
    Map<String, String> files = new LinkedHashMap<>();
    files.put("acme-1.0/PKG-INFO", GOOD);
    files.put(name, "x");
    refused(SDIST, Archives.tarGz(files)).hasMessageContaining("leaves its folder");
  }

  @Test
  void filesOfAnotherKindAreRefused() throws IOException {
    byte[] text = "just text".getBytes(StandardCharsets.UTF_8);
    refused(WHEEL, text).hasMessageContaining("no valid zip");
    refused(WHEEL, new byte[0]).hasMessageContaining("no valid zip");
    refused(WHEEL, Archives.sdist("acme", "1.0", GOOD)).hasMessageContaining("no valid zip");
    refused(SDIST, text).hasMessageContaining("no valid tar.gz");
    refused(SDIST, new byte[0]).hasMessageContaining("no valid tar.gz");
    refused(SDIST, Archives.wheel("acme", "1.0", GOOD)).hasMessageContaining("no valid tar.gz");
    refused(SDIST, Archives.gzip(text)).hasMessageContaining("PKG-INFO");
    refused(SDIST, Archives.tarGz(Map.of("acme-1.0/setup.py", "")))
        .hasMessageContaining("no file {name}-{version}/PKG-INFO");
    refused(WHEEL, Archives.zip(Map.of("a.py", ""))).hasMessageContaining("no metadata file");
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    byte[] wheel = Archives.wheel("acme", "1.0", GOOD);
    byte[] sdist = Archives.sdist("acme", "1.0", GOOD);
    for (int length = 0; length < wheel.length; length += 7) {
      refused(WHEEL, Arrays.copyOf(wheel, length));
    }
    for (int length = 0; length < sdist.length; length += 7) {
      refused(SDIST, Arrays.copyOf(sdist, length));
    }
  }

  @Test
  void metadataThatUnpacksToTooMuchIsRefused() throws IOException {
    String bomb = metadata("acme", "1.0", "Summary: " + "x".repeat(1_000_000));
    refused(WHEEL, Archives.wheel("acme", "1.0", bomb))
        .hasMessage("\"acme-1.0.dist-info/METADATA\" is larger than 4000 bytes");
    refused(SDIST, Archives.sdist("acme", "1.0", bomb))
        .hasMessageContaining("is larger than 4000 bytes");
  }

  @Test
  void anArchiveThatUnpacksToTooMuchIsRefused() throws IOException {
    refused(SDIST, Archives.tarGz(Map.of("acme-1.0/zeros", "\0".repeat(3_000_000))))
        .hasMessageContaining("unpacks to more than is read");
  }

  @Test
  void tooManyEntriesAreRefused() throws IOException {
    Map<String, String> many = new LinkedHashMap<>();
    for (int index = 0; index < 101; index++) {
      many.put("a/" + index, "");
    }
    refused(WHEEL, Archives.wheel("acme-1.0.dist-info/", GOOD, many))
        .hasMessageContaining("104 entries, at most 100");
    refused(SDIST, Archives.tarGz(many)).hasMessageContaining("more than 100 entries");
  }

  @Test
  void aHugeCentralDirectoryIsRefusedBeforeItIsLoaded() throws IOException {
    Map<String, String> longNames = new LinkedHashMap<>();
    for (int index = 0; index < 20; index++) {
      longNames.put(index + "x".repeat(2_000), "");
    }
    refused(WHEEL, Archives.zip(longNames)).hasMessageContaining("central directory");
  }

  @Test
  void aZipWithBytesAfterItsEndIsRefused() throws IOException {
    byte[] wheel = Archives.wheel("acme", "1.0", GOOD);
    refused(WHEEL, Arrays.copyOf(wheel, wheel.length + 1))
        .hasMessageContaining("end record is not at its end");
  }

  @Test
  void aTarHeaderThatFillsTheMemoryIsRefused() throws IOException {
    refused(SDIST, Archives.gzip(longName(1_000_000)))
        .hasMessageContaining("an entry's header is too large");
  }

  @Test
  void aChainOfTarHeadersIsRefused() throws IOException {
    ByteArrayOutputStream chain = new ByteArrayOutputStream();
    byte[] one = Arrays.copyOf(longName(10), 1_024);
    for (int index = 0; index < 1_500; index++) {
      chain.writeBytes(one);
    }
    refused(SDIST, Archives.gzip(chain.toByteArray()))
        .hasMessageContaining("an entry's header is too large");
  }

  @Test
  void aLinkInsteadOfMetadataIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry link = new TarArchiveEntry("acme-1.0/PKG-INFO", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    refused(SDIST, Archives.gzip(bytes.toByteArray())).hasMessageContaining("no regular file");
  }

  @Test
  void damagedArchivesAreReadOrRefusedButNeverFailOtherwise() throws IOException {
    Random random = new Random(5);
    byte[] wheel = Archives.wheel("acme", "1.0", GOOD);
    byte[] tar = Archives.tar(Map.of("acme-1.0/PKG-INFO", GOOD, "x".repeat(150), "long"));
    int refusals = 0;
    for (int round = 0; round < 600; round++) {
      boolean zipped = round % 2 == 0;
      byte[] damaged = zipped ? wheel.clone() : tar.clone();
      for (int count = 1 + random.nextInt(4); count > 0; count--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        read(zipped ? WHEEL : SDIST, zipped ? damaged : Archives.gzip(damaged));
      } catch (ServiceException refusal) {
        assertThat(refusal.status()).isEqualTo(400);
        refusals++;
      }
    }
    assertThat(refusals).isBetween(50, 599);
  }

  /** A tar that begins with a GNU long name of so many bytes. */
  private static byte[] longName(int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry =
          new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
      entry.setSize(length);
      tar.putArchiveEntry(entry);
      tar.write("a".repeat(length).getBytes(StandardCharsets.US_ASCII));
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(
      DistributionFile file, byte[] content) throws IOException {
    return assertThatThrownBy(() -> read(file, content))
        .isInstanceOfSatisfying(
            ServiceException.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  private CoreMetadata read(DistributionFile file, byte[] content) throws IOException {
    Path path = folder.resolve("artifact");
    Files.write(path, content);
    return ArtifactMetadata.read(
        file,
        path,
        ProjectName.parse("acme").orElseThrow(),
        Pep440Version.parse("1.0").orElseThrow(),
        LIMITS);
  }
}
