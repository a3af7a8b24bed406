package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IndexFileTest {
  @ParameterizedTest
  @CsvSource({
    "hello_world-1.0-py3-none-any.whl, 1.0",
    "Hello.World-1.0.0-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl, 1.0.0",
    "hello_world-1.0+local.1-py3-none-any.whl, 1.0+local.1",
    "hello_world-2!1.0rc1-py3-none-any.whl, 2!1.0rc1",
    "hello-world-1.0.tar.gz, 1.0",
    "hello_world-1.0.tar.gz, 1.0",
    "hello-world-1.0-beta1.tar.gz, 1.0b1",
    "hello-world-v1.0.zip, 1.0",
    "hello-world-1.0.post2.dev3.tar.gz, 1.0.post2.dev3",
    "hello_world-1.0-py3.9.egg,",
    "hello-world-1.0.win32.exe,",
    "hello-world-1.0.tar.bz2,",
    "hello-world-plugin-1.0.tar.gz,",
    "hello-1.0.tar.gz,",
    "hello_world-1.0.whl,",
    "hello_world-one-py3-none-any.whl,",
    "hello_world-1.0-py3-none.whl,",
    "hello-world.tar.gz,",
    "../hello-world-1.0.tar.gz,",
    "hello-world-1.0.tar.gz.asc,"
  })
  void theNameTellsTheVersionOrIsPassedOver(String fileName, String version) {
    ProjectName project = ProjectName.parse("hello-world").orElseThrow();

    assertThat(IndexFile.named(fileName, project).map(found -> found.version().normalized()))
        .isEqualTo(Optional.ofNullable(version));
  }
}
