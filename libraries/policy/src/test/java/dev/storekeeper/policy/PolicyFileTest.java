package dev.storekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyFileTest {
  private static final String GOOD =
      """
      version: 1
      kind: strict
      rules:
        - name: first
          when: { type: [a] }
          tags: [x, y]
      """;

  /** Reads the way a policy does. */
  private static Optional<EventPattern> read(PolicyFile file) {
    PolicyMap root = file.root();
    root.integer("version");
    root.choice("kind", List.of("strict", "loose"));
    Optional<EventPattern> pattern = Optional.empty();
    for (PolicyMap rule : root.list("rules")) {
      rule.string("name");
      rule.optionalString("description");
      rule.strings("tags");
      pattern = rule.pattern("when");
    }
    file.finish();
    return pattern;
  }

  @Test
  void aGoodFileIsRead() {
    assertThat(read(PolicyFile.of("p.yaml", GOOD)).orElseThrow().json().toString())
        .isEqualTo("{\"type\":[\"a\"]}");
  }

  private static Stream<Arguments> badFiles() {
    return Stream.of(
        bad(
            "kind: strict",
            "kind: odd",
            "p.yaml:2:7: kind: \"odd\"; expected one of strict, loose"),
        bad("version: 1", "version: one", "p.yaml:1:10: version: \"one\"; expected a whole number"),
        bad("version: 1", "version: 1.5", "p.yaml:1:10: version: 1.5; expected a whole number"),
        bad("version: 1", "other: 1", "p.yaml:1:1: other: an unknown field; expected one of"),
        bad("version: 1", "vershon: 1", "expected \"version\", or one of kind, rules, version"),
        bad("version: 1", "other: 1", "p.yaml:1:1: version: nothing; expected a whole number"),
        bad("version: 1", "version: 1\nversion: 2", "p.yaml:2:1: version: a duplicate key"),
        bad("name: first", "name: 5", "p.yaml:4:11: rules[0].name: 5; expected text"),
        bad("name: first", "name: ' '", "p.yaml:4:11: rules[0].name: \" \"; expected text"),
        bad("name: first", "nam: first", "p.yaml:4:5: rules[0].nam: an unknown field; expected"),
        bad("[x, y]", "[]", "p.yaml:6:11: rules[0].tags: an empty list; expected a list of texts"),
        bad("[x, y]", "[x, 5]", "p.yaml:6:15: rules[0].tags[1]: 5; expected text"),
        bad("[x, y]", "&a [x, y]", "p.yaml:6:11: rules[0].tags: an anchor or alias"),
        bad("[x, y]", "!t [x, y]", "rules[0].tags: the tag !t; expected a value without a tag"),
        bad("{ type: [a] }", "{}", "rules[0].when: Empty objects are not allowed"),
        bad("{ type: [a] }", "{ type: [] }", "rules[0].when: Empty arrays are not allowed"),
        bad(
            "{ type: [a] }",
            "{ type: a }",
            "rules[0].when: \"type\" must be an object or an array"),
        bad("{ type: [a] }", "{ type: [{ prefx: a }] }", "Unrecognized match type prefx"),
        bad("{ type: [a] }", "{ a.b: [c] }", "the field name \"a.b\"; expected nested fields"),
        bad("{ type: [a] }", "{ a: [b], a: [c] }", "rules[0].when.a: a duplicate key"),
        bad("{ type: [a] }", "[a]", "rules[0].when: a list; expected an event pattern"),
        bad("{ type: [a] }", "nothing", "rules[0].when: \"nothing\"; expected an event pattern"),
        bad(
            "{ type: [a] }",
            "{ type: [" + "{ wildcard: '*a*b*c*d*e*f*g*h*' }, ".repeat(30) + "x] }",
            "too many wildcards"),
        bad(
            "{ type: [a] }",
            "{ " + nestedOr(11) + " }",
            "rules[0].when: more than 1000 combinations of $or; expected fewer"),
        bad("{ type: [a] }", "{ $or: [{ prefix: a }, { prefix: b }] }", "rules[0].when"),
        bad("version: 1", "version: [", "p.yaml:"),
        bad("version: 1", "--- 1\n---\nversion: 1", "p.yaml:"),
        bad(GOOD, "", "p.yaml:1:1: an empty file; expected a mapping"),
        bad(GOOD, "- a", "p.yaml:1:1: a list; expected a mapping"),
        bad(GOOD, "[".repeat(40) + "]".repeat(40), "nesting deeper than 32"));
  }

  private static String nestedOr(int depth) {
    String inner = depth == 1 ? "z: [z]" : "n" + depth + ": { " + nestedOr(depth - 1) + " }";
    return "$or: [{ a" + depth + ": [x] }, { b" + depth + ": [y] }], " + inner;
  }

  private static Arguments bad(String replaced, String with, String problem) {
    return Arguments.of(GOOD.replace(replaced, with), problem);
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aBadFileSaysWhatAndWhere(String text, String problem) {
    assertThatThrownBy(() -> read(PolicyFile.of("p.yaml", text)))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("[Source");
  }

  @Test
  void allProblemsAreSaidAtOnceInTheOrderOfTheFile() {
    String text = "kind: odd\nrules:\n  - name: 5\n    when: {}\n    tags: [x]\n    more: 1\n";
    PolicyException e =
        catchThrowableOfType(PolicyException.class, () -> read(PolicyFile.of("p.yaml", text)));
    assertThat(e.problems()).extracting(Problem::line).containsExactly(1, 1, 3, 4, 6);
  }

  @Test
  void aTooLongFileIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("p.yaml");
    Files.writeString(file, "a: " + "x".repeat(PolicyFile.MAX_CHARACTERS));
    assertThatThrownBy(() -> PolicyFile.read(file)).hasMessageContaining("a smaller file");
  }

  @Test
  void aFileThatIsNoTextIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("p.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
    assertThatThrownBy(() -> PolicyFile.read(file)).hasMessageContaining("UTF-8");
  }
}
