package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.Preset;
import dev.storekeeper.policy.Digest;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.PolicyMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code trust.yaml}, version 1; what is wrong becomes problems of the file. */
final class TrustReader {
  private static final long VERSION = 1;
  private static final int MAX_ISSUERS = 50;
  private static final int MAX_STATEMENTS = 500;
  private static final int MAX_TESTS = 1000;

  private final PolicyMap root;
  private final Function<String, Optional<Preset>> presets;
  private final Set<String> ids = new HashSet<>();

  private TrustReader(PolicyMap root, Function<String, Optional<Preset>> presets) {
    this.root = root;
    this.presets = presets;
  }

  /** Reads a document, as far as it can be understood. */
  static ReadDocument read(PolicyFile file, Function<String, Optional<Preset>> presets) {
    return new TrustReader(file.root(), presets).document();
  }

  private ReadDocument document() {
    long version = root.integer("version");
    if (root.has("version") && version != VERSION) {
      root.problem("version", "version " + version, "version " + VERSION);
    }
    String audience = root.string("audience");
    Optional<PolicyMap> defaults = root.optionalMap("defaults");
    Duration usual =
        defaults
            .flatMap(map ->
                map.optionalSeconds("duration_seconds", Allowance.SHORTEST, Allowance.LONGEST))
            .orElse(Allowance.SHORTEST);
    boolean full =
        defaults
            .map(map -> map.optionalChoice("explain", List.of("claims", "full")))
            .orElse("claims")
            .equals("full");

    List<PolicyMap> issuerMaps = bounded("issuers", root.list("issuers"), MAX_ISSUERS);
    List<Issuer> issuers = new ArrayList<>();
    issuerMaps.forEach(map -> new IssuerReader(map, presets).read().ifPresent(issuers::add));
    unique("issuer", issuerMaps, "id");

    List<PolicyMap> statementMaps =
        bounded("statements", root.optionalList("statements"), MAX_STATEMENTS);
    List<String> issuerIds = issuers.stream().map(Issuer::id).toList();
    List<Statement> statements = new ArrayList<>();
    statementMaps.forEach(
        map -> new StatementReader(map, issuerIds, usual).read().ifPresent(statements::add));
    unique("statement", statementMaps, "id");

    List<PolicyMap> testMaps = bounded("tests", root.optionalList("tests"), MAX_TESTS);
    List<PolicyTest> tests = new ArrayList<>();
    testMaps.forEach(map -> new TestReader(map, issuerIds).read().ifPresent(tests::add));
    unique("test", testMaps, "name");

    TrustDocument document =
        new TrustDocument(audience, usual, full, issuers, statements, tests, digest());
    return new ReadDocument(document, root, issuerMaps, statementMaps, testMaps);
  }

  private List<PolicyMap> bounded(String field, List<PolicyMap> maps, int most) {
    if (maps.size() > most) {
      root.problem(field, maps.size() + " of them", "at most " + most);
    }
    return maps;
  }

  private void unique(String kind, List<PolicyMap> maps, String field) {
    for (PolicyMap map : maps) {
      Optional<String> id = map.optionalString(field);
      if (id.isPresent() && !ids.add(kind + " " + id.get())) {
        map.problem(field, "a second " + kind + " \"" + id.get() + "\"", "a name of its own");
      }
    }
  }

  private String digest() {
    ObjectNode json = root.json();
    json.remove("tests");
    return Digest.of(json);
  }
}
