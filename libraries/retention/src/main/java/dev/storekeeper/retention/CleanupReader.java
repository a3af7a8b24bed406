package dev.storekeeper.retention;

import dev.storekeeper.policy.Digest;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.PolicyMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code cleanup.yaml}, version 1; what is wrong becomes problems of the file. */
final class CleanupReader {
  private static final long VERSION = 1;
  private static final int MOST_DOMAINS = 50;
  private static final int MOST_ENTRIES = 200;
  private static final long MOST = 1_000_000_000L;
  private static final Limits USUAL = new Limits(200, 5, 50, 50_000_000_000L, 1, 1);

  private final PolicyMap root;
  private final Set<String> names = new HashSet<>();

  private CleanupReader(PolicyMap root) {
    this.root = root;
  }

  /** Reads a document, as far as it can be understood. */
  static ReadDocument read(PolicyFile file) {
    return new CleanupReader(file.root()).document();
  }

  private ReadDocument document() {
    long version = root.integer("version");
    if (root.has("version") && version != VERSION) {
      root.problem("version", "version " + version, "version " + VERSION);
    }
    Set<String> domains = domains();
    boolean tracksReads =
        root.optionalMap("reads")
            .flatMap(map -> map.optionalVariableBoolean("tracked"))
            .orElse(false);
    Limits limits = root.optionalMap("limits").map(CleanupReader::limits).orElse(USUAL);

    List<PolicyMap> freezeMaps = bounded("freeze", root.optionalList("freeze"));
    List<FreezeWindow> freezes =
        freezeMaps.stream()
            .map(map ->
                new FreezeWindow(Quantities.date(map, "from"), Quantities.date(map, "until")))
            .toList();

    List<QuietHours> quiet =
        bounded("quiet", root.optionalList("quiet")).stream().map(CleanupReader::quiet).toList();

    List<PolicyMap> protectionMaps = bounded("protect", root.optionalList("protect"));
    List<Protection> protections = new ArrayList<>();
    protectionMaps.forEach(map -> protection(map).ifPresent(protections::add));

    List<PolicyMap> policyMaps = bounded("policies", root.list("policies"));
    List<Policy> policies = new ArrayList<>();
    policyMaps.forEach(map -> {
      Names.name(map, "policy", names);
      new PolicyReader(map).read().ifPresent(policies::add);
    });

    CleanupDocument document =
        new CleanupDocument(
            domains,
            tracksReads,
            freezes,
            quiet,
            limits,
            protections,
            policies,
            Digest.of(root.json()),
            revisions(limits, policyMaps, policies));
    return new ReadDocument(document, root, freezeMaps, protectionMaps, policyMaps);
  }

  private Set<String> domains() {
    Set<String> domains = new LinkedHashSet<>();
    List<String> texts = root.strings("domains");
    if (texts.size() > MOST_DOMAINS) {
      root.problem("domains", texts.size() + " of them", "at most " + MOST_DOMAINS);
    }
    for (String name : texts) {
      Names.domain(root, "domains", name);
      if (!domains.add(name)) {
        root.problem("domains", "\"" + name + "\" twice", "each domain once");
      }
    }
    return domains;
  }

  private static QuietHours quiet(PolicyMap map) {
    return new QuietHours(
        Quantities.days(map, "days"),
        Quantities.time(map, "from"),
        Quantities.time(map, "until"),
        Quantities.zone(map, "zone"));
  }

  private static Limits limits(PolicyMap map) {
    return new Limits(
        map.optionalInteger("items", 0, MOST).orElse(USUAL.items()),
        percent(map, "percent_of_repository", USUAL.percentOfRepository()),
        percent(map, "percent_of_package", USUAL.percentOfPackage()),
        Quantities.bytes(map, "bytes").orElse(USUAL.bytes()),
        map.optionalInteger("remaining_versions", 0, 1_000_000)
            .map(Long::intValue)
            .orElse(USUAL.remainingVersions()),
        map.optionalInteger("repositories", 0, 1_000)
            .map(Long::intValue)
            .orElse(USUAL.repositories()));
  }

  private static int percent(PolicyMap map, String field, int usual) {
    return map.optionalInteger(field, 0, 100).map(Long::intValue).orElse(usual);
  }

  private Optional<Protection> protection(PolicyMap map) {
    String name = Names.name(map, "protection", names);
    map.optionalString("description");
    if (!map.has("when")) {
      map.problem("when", "nothing", "an event pattern that says what is protected");
    }
    return map.optionalPatternOfExactNames("when").map(when -> new Protection(name, when));
  }

  private List<PolicyMap> bounded(String field, List<PolicyMap> maps) {
    if (maps.size() > MOST_ENTRIES) {
      root.problem(field, maps.size() + " of them", "at most " + MOST_ENTRIES);
    }
    return maps;
  }

  private Map<String, String> revisions(
      Limits limits, List<PolicyMap> maps, List<Policy> policies) {
    Map<String, String> revisions = new LinkedHashMap<>();
    if (maps.size() == policies.size()) {
      Revisions all = new Revisions(root, limits, maps, policies);
      for (int i = 0; i < maps.size(); i++) {
        revisions.put(policies.get(i).name(), all.of(i));
      }
    }
    return revisions;
  }
}
