package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no class of the function can do, because none names the call. */
class ForbiddenCallsTest {
  private static final String CLASSES = "functions/cleanup/target/classes";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deletePackage",
        "deleteDomain",
        "disposePackageVersions",
        "deleteObject",
        "deleteObjects",
        "deleteBucket",
        "putPackageOriginConfiguration"
      })
  void noClassNamesTheCall(String call) throws IOException {
    assertThat(classesThatName(call)).isEmpty();
  }

  @Test
  void versionsAreDeletedInOnePlace() throws IOException {
    assertThat(classesThatName("deletePackageVersions")).containsExactly("AwsRegistry");
  }

  private static Set<String> classesThatName(String name) throws IOException {
    TreeMap<String, Set<String>> names = new TreeMap<>();
    for (Path file : Sources.files(CLASSES, ".class")) {
      String type = String.valueOf(file.getFileName()).replaceAll("(\\$.*)?\\.class$", "");
      Set<String> own = names.computeIfAbsent(type, _ -> new TreeSet<>());
      for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
        if (entry instanceof Utf8Entry text) {
          own.add(text.stringValue());
        }
      }
    }
    assertThat(names).hasSizeGreaterThan(100);
    names.values().removeIf(own -> !own.contains(name));
    return names.keySet();
  }
}
