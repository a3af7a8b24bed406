package dev.storekeeper.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of docs/architecture.md run one way. */
class ArchitectureTest {
  private static final String ROOT = "dev.storekeeper.";
  private static final List<String> LIBRARIES =
      List.of(
          "codeartifact", "ledger", "policy", "lambda", "identity", "trust", "usage", "retention");
  private static final List<String> FUNCTIONS =
      List.of("audit", "announcement", "notification", "token", "usagetracking", "cleanup");
  private static JavaClasses classes;

  @BeforeAll
  static void readTheClassesOfAllModules() throws IOException {
    Path root = Path.of(System.getProperty("storekeeper.root"));
    try (Stream<Path> folders = Files.walk(root, 4)) {
      List<Path> modules =
          folders
              .filter(folder -> folder.endsWith(Path.of("target", "classes")))
              .filter(folder -> !root.relativize(folder).toString().startsWith("."))
              .toList();
      classes = new ClassFileImporter().importPaths(modules);
    }
  }

  @Test
  void allModulesAreThere() {
    Set<String> modules =
        classes.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.split("\\.")[2])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(modules).containsAll(LIBRARIES).containsAll(FUNCTIONS).contains("sandbox", "cli");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "codeartifact",
        "ledger",
        "policy",
        "lambda",
        "identity",
        "trust",
        "usage",
        "retention"
      })
  void aLibraryKnowsNoFunctionAndNoSandbox(String library) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + library + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(FUNCTIONS, "sandbox"))
        .check(classes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"audit", "announcement", "notification", "token", "usagetracking", "cleanup"})
  void aFunctionKnowsNoOtherFunctionAndNoSandbox(String function) {
    List<String> others = FUNCTIONS.stream().filter(name -> !name.equals(function)).toList();
    noClasses()
        .that()
        .resideInAPackage(ROOT + function + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(others, "sandbox"))
        .check(classes);
  }

  @Test
  void nothingDependsOnTheCommandLineAndItKnowsNoFunctionAndNoSandbox() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "cli..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(FUNCTIONS, "sandbox"))
        .check(classes);
  }

  @Test
  void nothingShippedKnowsWhatTestsStart() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "testing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "testing..")
        .check(classes);
  }

  @Test
  void noFunctionTakesATokenThatNobodyVerified() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "token..")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("SampleTokens")
        .check(classes);
  }

  @Test
  void theSandboxKnowsNothingOfStorekeeper() {
    classes()
        .that()
        .resideInAPackage(ROOT + "sandbox..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            packages(Stream.concat(LIBRARIES.stream(), FUNCTIONS.stream()).toList()))
        .check(classes);
  }

  @Test
  void theCodeArtifactServerStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "sandbox.codeartifact..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "sandbox.runtime..", ROOT + "sandbox.tour..")
        .check(classes);
  }

  @Test
  void theRuntimeKnowsNoTour() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "sandbox.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "sandbox.tour..")
        .check(classes);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> marked =
        classes.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertThat(classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .isEqualTo(marked);
  }

  private static String[] packages(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more))
        .map(name -> ROOT + name + "..")
        .toArray(String[]::new);
  }
}
