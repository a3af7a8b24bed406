package dev.storekeeper.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackageCoordinatesTest {
  @Test
  void arnsFollowTheUserGuide() {
    PackageCoordinates scoped = coordinates("npm", "acme", "ui");

    assertThat(scoped.arn())
        .isEqualTo("arn:aws:codeartifact:eu-west-1:111111111111:package/acme/releases/npm/acme/ui");
    assertThat(scoped.repositoryArn())
        .isEqualTo("arn:aws:codeartifact:eu-west-1:111111111111:repository/acme/releases");
    assertThat(coordinates("npm", "", "react").arn()).endsWith("/npm//react");
  }

  @Test
  void aFieldOfAnotherShapeIsNamed() {
    assertThatThrownBy(() -> coordinates("npm", "", "a/b"))
        .hasMessageStartingWith("name: found \"a/b\", expected a match of");
    assertThatThrownBy(() -> new PackageVersion(coordinates("npm", "", "ui"), "1 0"))
        .hasMessageStartingWith("version: found \"1 0\"");
  }

  private static PackageCoordinates coordinates(String format, String namespace, String name) {
    return new PackageCoordinates(
        "eu-west-1", "111111111111", "acme", "releases", Optional.empty(), format, namespace, name);
  }
}
