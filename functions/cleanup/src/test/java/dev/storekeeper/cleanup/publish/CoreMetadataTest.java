package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoreMetadataTest {
  @Test
  void fieldsAreFoundWhateverTheirCase() {
    CoreMetadata metadata = parse("Name: x\nclassifier: a\nClassifier:b\n");

    assertThat(metadata.all("NAME")).containsExactly("x");
    assertThat(metadata.all("Classifier")).containsExactly("a", "b");
    assertThat(metadata.all("Author")).isEmpty();
  }

  @Test
  void theBodyIsTheDescription() {
    assertThat(parse("Name: x\n\nline: 1\n\n line 2").description())
        .containsExactly("line: 1\n\n line 2");
  }

  @Test
  void anOldDescriptionIsUnfolded() {
    assertThat(parse("Description: one\n        two\n       |three\n         four\nName: x\n"))
        .satisfies(metadata -> {
          assertThat(metadata.description()).containsExactly("one\ntwo\nthree\n four");
          assertThat(metadata.all("Name")).containsExactly("x");
        });
  }

  @Test
  void carriageReturnsDoNotCount() {
    CoreMetadata metadata = parse("Name: x\r\nVersion: 1\r\n\r\ntext\r\n");

    assertThat(metadata.all("Version")).containsExactly("1");
    assertThat(metadata.description()).containsExactly("text\n");
  }

  @Test
  void whatSaysNothingIsLeftOut() {
    CoreMetadata metadata = parse(" stray\nno field\nLicense: UNKNOWN\nSummary:\nName: x");

    assertThat(metadata.all("License")).isEmpty();
    assertThat(metadata.all("Summary")).isEmpty();
    assertThat(metadata.all("Name")).containsExactly("x");
    assertThat(metadata.description()).isEmpty();
  }

  @Test
  void nothingIsNoMetadata() {
    assertThat(parse("").fields()).isEmpty();
  }

  private static CoreMetadata parse(String text) {
    return CoreMetadata.parse(Samples.utf8(text));
  }
}
