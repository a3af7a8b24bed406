package dev.storekeeper.codeartifact.pace;

import static dev.storekeeper.codeartifact.pace.Quota.COPY_PACKAGE_VERSIONS;
import static dev.storekeeper.codeartifact.pace.Quota.GET_AUTHORIZATION_TOKEN;
import static dev.storekeeper.codeartifact.pace.Quota.GET_PACKAGE_VERSION_ASSET;
import static dev.storekeeper.codeartifact.pace.Quota.LIST_PACKAGES;
import static dev.storekeeper.codeartifact.pace.Quota.LIST_PACKAGE_VERSIONS;
import static dev.storekeeper.codeartifact.pace.Quota.LIST_PACKAGE_VERSION_ASSETS;
import static dev.storekeeper.codeartifact.pace.Quota.PUBLISH_PACKAGE_VERSION;
import static dev.storekeeper.codeartifact.pace.Quota.READS;
import static dev.storekeeper.codeartifact.pace.Quota.WRITES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;

class QuotaTest {
  static Stream<Arguments> operations() {
    return Stream.of(
        arguments("ListPackages", List.of(LIST_PACKAGES, READS)),
        arguments("ListPackageVersions", List.of(LIST_PACKAGE_VERSIONS, READS)),
        arguments("ListPackageVersionAssets", List.of(LIST_PACKAGE_VERSION_ASSETS, READS)),
        arguments("GetPackageVersionAsset", List.of(GET_PACKAGE_VERSION_ASSET, READS)),
        arguments("GetAuthorizationToken", List.of(GET_AUTHORIZATION_TOKEN, READS)),
        arguments("PublishPackageVersion", List.of(PUBLISH_PACKAGE_VERSION, WRITES)),
        arguments("CopyPackageVersions", List.of(COPY_PACKAGE_VERSIONS, WRITES)),
        arguments("DescribePackageVersion", List.of(READS)),
        arguments("ReadFromRepository", List.of(READS)),
        arguments("ListRepositoriesInDomain", List.of(READS)),
        arguments("UpdatePackageVersionsStatus", List.of(WRITES)),
        arguments("DeletePackageVersions", List.of(WRITES)),
        arguments("SomethingNew", List.of(WRITES)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aCallCountsAgainstItsOwnQuotaAndThatOfItsKind(String operation, List<Quota> quotas) {
    assertThat(Quota.of(operation)).isEqualTo(quotas);
  }

  @Test
  void everyOperationOfTheClientHasAQuota() {
    assertThat(
            Arrays.stream(CodeartifactClient.class.getMethods())
                .map(method -> method.getName())
                .filter(name -> name.matches("(get|list|describe|update|delete|put|copy).*"))
                .filter(name -> !name.endsWith("Paginator"))
                .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)))
        .hasSizeGreaterThan(30)
        .allSatisfy(operation -> assertThat(Quota.of(operation)).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "listPackages", "List Packages", "L", "ListPackages2"})
  void refusesWhatIsNoOperation(String text) {
    assertThatThrownBy(() -> Quota.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("operation: found a text of " + text.length() + " characters");
  }

  @Test
  void bucketsAreNamedAsTheOperations() {
    assertThat(LIST_PACKAGE_VERSION_ASSETS.bucket()).isEqualTo("list-package-version-assets");
    assertThat(READS.bucket()).isEqualTo("reads");
  }
}
