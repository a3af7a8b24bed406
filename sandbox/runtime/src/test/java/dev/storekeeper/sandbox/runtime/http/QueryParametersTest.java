package dev.storekeeper.sandbox.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryParametersTest {
  private final QueryParameters parameters =
      new QueryParameters(
          Forms.decode(
              "Attributes.entry.1.key=A&Attributes.entry.1.value=1&Attributes.entry.10.key=C"
                  + "&Attributes.entry.10.value=3&Attributes.entry.2.key=B&"
                  + "Attributes.entry.2.value=x%3D+y&TagKeys.member.1=k1&TagKeys.member.2=k2"
                  + "&E.member.1.M.entry.1.key=n&E.member.1.M.entry.1.value=v&flag"));

  @Test
  void mapsKeepTheirEntriesInTheOrderOfTheirNumbers() {
    assertThat(parameters.map("Attributes.entry"))
        .containsExactly(Map.entry("A", "1"), Map.entry("B", "x= y"), Map.entry("C", "3"));
  }

  @Test
  void listsAndNestedMapsAreRead() {
    assertThat(parameters.list("TagKeys.member")).isEqualTo(List.of("k1", "k2"));
    assertThat(parameters.structures("E.member").getFirst().map("M.entry"))
        .isEqualTo(Map.of("n", "v"));
    assertThat(parameters.optional("flag")).hasValue("");
  }

  @Test
  void aMissingParameterIsNamed() {
    assertThatThrownBy(() -> parameters.required("TopicArn")).hasMessageContaining("TopicArn");
  }

  @Test
  void aBrokenEscapeIsRefused() {
    assertThatThrownBy(() -> Forms.decode("a=%zz")).isInstanceOf(AwsException.class);
  }
}
