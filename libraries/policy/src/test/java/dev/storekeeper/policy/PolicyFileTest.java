package dev.storekeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        bad(GOOD, "!<a%20> b", "p.yaml:1:1: Tag must not contain"),
        bad(GOOD, "[".repeat(40) + "]".repeat(40), "nesting deeper than 32"),
        bad(GOOD, "[".repeat(20_000) + "]".repeat(20_000), "nesting deeper than 32"));
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

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(Map.of("OWNER", "65", "BLANK", " ", "YES", "true").get(name));
  }

  private static Stream<Arguments> substitutions() {
    return Stream.of(
        Arguments.of("a: ${OWNER}", "{\"a\":\"65\"}"),
        Arguments.of("a: \"${OWNER}\"", "{\"a\":\"65\"}"),
        Arguments.of("a: { b: ['${OWNER}'] }", "{\"a\":{\"b\":[\"65\"]}}"),
        Arguments.of("a: ${OWNER:-0}", "{\"a\":\"65\"}"),
        Arguments.of("a: ${MISSING:-0}", "{\"a\":\"0\"}"),
        Arguments.of("a: ${BLANK:-0}", "{\"a\":\"0\"}"),
        Arguments.of("a: ${MISSING:-https://ci.example/x:y}", "{\"a\":\"https://ci.example/x:y\"}"),
        Arguments.of("a: ${MISSING:-}", "{\"a\":\"\"}"),
        Arguments.of("a: ${YES}", "{\"a\":\"true\"}"),
        Arguments.of("a: $OWNER", "{\"a\":\"$OWNER\"}"));
  }

  @ParameterizedTest
  @MethodSource("substitutions")
  void aValueIsSubstitutedAndIsAlwaysText(String text, String json) {
    assertThat(PolicyFile.of("p.yaml", text, PolicyFileTest::variable).root().json())
        .hasToString(json);
  }

  private static Stream<Arguments> badSubstitutions() {
    return Stream.of(
        Arguments.of("a: ${MISSING}", "p.yaml:1:4: a: the variable MISSING, which is not set"),
        Arguments.of("a: ${BLANK}", "a: the variable BLANK, which is not set"),
        Arguments.of("a: [x, '${MISSING}']", "p.yaml:1:8: a[1]: the variable MISSING"),
        Arguments.of("a: repo-${OWNER}", "\"repo-${OWNER}\"; expected ${NAME} or"),
        Arguments.of("a: ${owner}", "\"${owner}\"; expected ${NAME} or"),
        Arguments.of("a: '${OWNER:-${YES}}'", "expected ${NAME} or"),
        Arguments.of("'${OWNER}': a", "p.yaml:1:1: ${OWNER}: a substitution in a name"));
  }

  @ParameterizedTest
  @MethodSource("badSubstitutions")
  void aSubstitutionThatCannotBeMadeIsAProblem(String text, String problem) {
    assertThatThrownBy(() -> PolicyFile.of("p.yaml", text, PolicyFileTest::variable).finish())
        .hasMessageContaining(problem);
  }

  private static Stream<Arguments> optionalFields() {
    return Stream.of(
        Arguments.of("n: 5", "n: 5; expected 10 to 20"),
        Arguments.of("n: x", "n: \"x\"; expected a whole number"),
        Arguments.of("b: 'true'", "b: \"true\"; expected true or false"),
        Arguments.of("l: []", "l: an empty list; expected a list of texts"),
        Arguments.of("s: { a: b }", "s: a mapping; expected a list of texts"),
        Arguments.of("m: {}", "m: an empty mapping; expected a mapping"),
        Arguments.of("d: 21", "d: 21; expected 10 to 20"),
        Arguments.of("p: [a]", "p: a list; expected an event pattern"),
        Arguments.of("p: { a.b: [x], $or: [{ a.b: [y] }, { c: [z] }] }", "Path `a.b` cannot be"));
  }

  @ParameterizedTest
  @MethodSource("optionalFields")
  void anOptionalFieldIsAbsentOrRight(String line, String problem) {
    PolicyFile file =
        PolicyFile.of("p.yaml", line + "\ns: only\n".repeat(line.startsWith("s") ? 0 : 1));
    file.root().optionalInteger("n", 10, 20);
    file.root().optionalSeconds("d", Duration.ofSeconds(10), Duration.ofSeconds(20));
    file.root().optionalBoolean("b");
    file.root().optionalStrings("l");
    file.root().stringOrStrings("s");
    file.root().optionalMap("m");
    file.root().optionalPatternOfExactNames("p");
    assertThatThrownBy(file::finish).hasMessageContaining(problem);
  }

  @Test
  void aPlaceIsToldDownToAnAlternativeOfAPattern() {
    PolicyMap root =
        PolicyFile.of("p.yaml", "when:\n  a.b:\n    - x\n    - { prefix: y }\n").root();
    Condition second =
        root
            .optionalPatternOfExactNames("when")
            .orElseThrow()
            .branches()
            .getFirst()
            .values()
            .stream()
            .toList()
            .getFirst()
            .get(1);
    assertThat(second.field()).containsExactly("a.b");
    assertThat(second.json()).hasToString("{\"prefix\":\"y\"}");
    assertThat(root.place("when", second.location()))
        .isEqualTo(new Place("p.yaml", 4, 7, "when.a.b[1]"));
  }
}
