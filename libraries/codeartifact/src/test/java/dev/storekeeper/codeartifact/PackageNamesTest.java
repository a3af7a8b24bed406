package dev.storekeeper.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageNamesTest {
  @ParameterizedTest
  @CsvSource({
    "pypi, My_Lib, my-lib",
    "pypi, a.-_B, a-b",
    "nuget, Newtonsoft.Json, newtonsoft.json",
    "swift, MyLib, mylib",
    "npm, JSONStream, JSONStream",
    "maven, Core_A, Core_A",
    "generic, My.Tool, My.Tool",
    "ruby, My_Gem, My_Gem",
    "cargo, My_Crate, My_Crate",
  })
  void aNameHasOneSpelling(String format, String typed, String kept) {
    assertThat(PackageNames.name(format, typed)).isEqualTo(kept);
    assertThat(PackageNames.name(format, kept)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"swift, MyScope, myscope", "maven, com.Acme, com.Acme", "npm, Acme, Acme"})
  void aNamespaceHasOneSpelling(String format, String typed, String kept) {
    assertThat(PackageNames.namespace(format, typed)).isEqualTo(kept);
  }
}
