package dev.storekeeper.cleanup.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestCodecTest {
  private static final Manifest MANIFEST =
      new Manifest(
          new PackageVersion(
              new PackageCoordinates(
                  "eu-west-1",
                  "111111111111",
                  "acme",
                  "releases",
                  Optional.of("222222222222"),
                  "npm",
                  "",
                  "ui"),
              "1.0.0"),
          "r1",
          "Unlisted",
          OriginType.INTERNAL,
          Optional.of(Instant.parse("2026-01-02T03:04:05.678Z")),
          Instant.parse("2026-03-04T05:06:07Z"),
          List.of(
              new ExportedAsset(
                  "package.tgz",
                  17,
                  "ab".repeat(32),
                  Optional.of("cd".repeat(16)),
                  Optional.empty(),
                  Optional.of("ef".repeat(64)),
                  "exports/x")),
          JsonNodeFactory.instance.objectNode().put("summary", "Widgets"),
          List.of(JsonNodeFactory.instance.objectNode().put("package", "left-pad")));

  @Test
  void whatIsWrittenIsRead() {
    assertThat(ManifestCodec.read(ManifestCodec.write(MANIFEST))).isEqualTo(MANIFEST);
  }

  @Test
  void theAdministratorDoesNotMatter() {
    assertThat(MANIFEST.version().coordinates().administrator()).isEmpty();
    assertThat(MANIFEST.isOf(MANIFEST.version(), "r1")).isTrue();
    assertThat(MANIFEST.isOf(MANIFEST.version(), "r2")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema\" : 1          | \"schema\" : 2       | schema",
        "\"schema\" : 1          | \"schema\" : \"1\"   | schema",
        "\"revision\" : \"r1\"   | \"revision\" : 1     | revision",
        "\"origin\" : \"INTERNAL\" | \"origin\" : \"OURS\" | OURS",
        "2026-03-04T05:06:07Z    | yesterday            | exportedAt",
        "\"size\" : 17           | \"size\" : -1        | size of package.tgz",
        "\"size\" : 17           | \"size\" : \"17\"    | size of package.tgz",
        "abababababab            | ABABABABABAB         | sha256",
        "\"assets\"              | \"files\"            | assets",
        "\"key\"                 | \"place\"            | key",
        "\"111111111111\"        | \"1\"                | domainOwner",
      })
  void whatIsNoManifestIsRefused(String part, String replacement, String field) {
    String json = new String(ManifestCodec.write(MANIFEST), StandardCharsets.UTF_8);
    assertThat(json).contains(part);
    byte[] changed = json.replaceFirst(part, replacement).getBytes(StandardCharsets.UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ManifestCodec.read(changed))
        .withMessageContaining(field);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ManifestCodec.read(new byte[] {'{'}));
  }
}
