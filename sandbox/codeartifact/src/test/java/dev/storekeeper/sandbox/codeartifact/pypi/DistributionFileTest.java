package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionFileTest {
  @ParameterizedTest
  @CsvSource({
    "acme_hello-1.0.0-py3-none-any.whl, Wheel",
    "Acme.Hello-1.0.0-py3-none-any.whl, Wheel",
    "acme_hello-1.0-py3-none-any.whl, Wheel",
    "acme_hello-1.0.0-1local-cp311.cp312-abi3-manylinux_2_17_x86_64.whl, Wheel",
    "acme_hello-1.0.0.tar.gz, TarGzSdist",
    "Acme.Hello-1.0.0.tar.gz, TarGzSdist",
    "acme-hello-v1.0.0.tar.gz, TarGzSdist",
    "acme-hello-1.0.0.zip, ZipSdist"
  })
  void aFileNameThatFitsItsUploadIsAccepted(String fileName, String kind) {
    assertThat(of(fileName, fileName.endsWith(".whl") ? "bdist_wheel" : "sdist", "1.0.0"))
        .extracting(file -> file.getClass().getSimpleName())
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0-1, acme-hello-1.0-1.tar.gz",
    "1.0-1, acme_hello-1.0.post1.tar.gz",
    "1.0+ubuntu-1, acme_hello-1.0+ubuntu.1.tar.gz",
    "1.0rc1, acme.hello-1.0-rc-1.tar.gz"
  })
  void anSdistMaySpellItsVersionInEveryWay(String version, String fileName) {
    assertThat(of(fileName, "sdist", version).fileName()).isEqualTo(fileName);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0-1, acme_hello-1.0_1-py3-none-any.whl",
    "1.0+a-1, acme_hello-1.0+a_1-py3-none-any.whl"
  })
  void aWheelMayEscapeItsVersionsHyphens(String version, String fileName) {
    assertThat(of(fileName, "bdist_wheel", version).fileName()).isEqualTo(fileName);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme_other-1.0.0-py3-none-any.whl",
        "acme_hello-1.0.1-py3-none-any.whl",
        "acme-hello-1.0.0-py3-none-any.whl",
        "acme_hello-1.0.0-py3-none.whl",
        "acme_hello-1.0.0-x-py3-none-any.whl",
        "acme_hello-1.0.0-1-2-py3-none-any.whl",
        "acme_hello-1.0.0--none-any.whl",
        "acme_hello.whl",
        "acme_hello-.tar.gz",
        "acme_hello1.0.0.tar.gz",
        "acme_hello-1.0.0-more.tar.gz",
        "other-1.0.0.zip"
      })
  void aFileNameOfAnotherProjectOrVersionIsRefused(String fileName) {
    assertThatThrownBy(
            () -> of(fileName, fileName.endsWith(".whl") ? "bdist_wheel" : "sdist", "1.0.0"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("does not belong to name \"Acme.Hello\" and version \"1.0.0\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../acme_hello-1.0.0.tar.gz",
        "/acme_hello-1.0.0.tar.gz",
        "a/acme_hello-1.0.0.tar.gz",
        "C:\\acme_hello-1.0.0.tar.gz",
        ".tar.gz",
        "",
        "acme_hello-1.0.0\u0000.tar.gz",
        "acme_hello-1.0.0\u202e.tar.gz",
        "acme_hello-1.0.0%2f.tar.gz",
        "acme hello-1.0.0.tar.gz"
      })
  void aFileNameThatCouldBeAPathIsRefused(String fileName) {
    assertThatThrownBy(() -> of(fileName, "sdist", "1.0.0"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("without any folder");
  }

  @ParameterizedTest
  @CsvSource({
    "sdist, acme_hello-1.0.0-py3-none-any.whl",
    "bdist_wheel, acme_hello-1.0.0.tar.gz",
    "bdist_egg, acme_hello-1.0.0-py3.11.egg",
    "sdist, acme_hello-1.0.0.tar.bz2",
    "bdist_wheel, acme_hello-1.0.0-py3-none-any.WHL"
  })
  void aKindThatDoesNotFitTheFileIsRefused(String fileType, String fileName) {
    assertThatThrownBy(() -> of(fileName, fileType, "1.0.0"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("filetype \"" + fileType + "\"")
        .hasMessageContaining("expected bdist_wheel with *.whl");
  }

  private static DistributionFile of(String fileName, String fileType, String version) {
    return DistributionFile.of(
        fileName,
        fileType,
        ProjectName.parse("Acme.Hello").orElseThrow(),
        Pep440Version.parse(version).orElseThrow());
  }
}
