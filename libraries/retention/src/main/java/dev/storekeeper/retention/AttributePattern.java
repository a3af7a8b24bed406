package dev.storekeeper.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.PatternSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A pattern over attributes of which some may be unknown. Each way of matching it (branch of its
 * {@code $or}) is cut into the attribute groups that it asks about, so that a way fails as soon as
 * one known group fails, and is in doubt where a group is unknown. Safe for use by many threads.
 */
final class AttributePattern {
  private static final Known<ObjectNode> UNSEEN =
      new Known.Unknown<>("nobody looked at its packages");

  private final int ways;
  private final Map<AttributeGroup, PatternSet<Integer>> patterns;
  private final Map<AttributeGroup, BitSet> asking;

  private AttributePattern(List<Map<AttributeGroup, ObjectNode>> branches) {
    this.ways = branches.size();
    this.patterns = new EnumMap<>(AttributeGroup.class);
    this.asking = new EnumMap<>(AttributeGroup.class);
    for (AttributeGroup group : AttributeGroup.values()) {
      List<Map.Entry<Integer, EventPattern>> entries = new ArrayList<>();
      BitSet asks = new BitSet(ways);
      for (int way = 0; way < ways; way++) {
        ObjectNode pattern = branches.get(way).get(group);
        if (pattern != null) {
          entries.add(Map.entry(way, new EventPattern(pattern)));
          asks.set(way);
        }
      }
      if (!entries.isEmpty()) {
        patterns.put(group, new PatternSet<>(entries));
        asking.put(group, asks);
      }
    }
  }

  /**
   * A pattern ready to be matched.
   *
   * @param pattern matches everything if absent; fields that are no attributes never match
   */
  static AttributePattern of(Optional<EventPattern> pattern) {
    return new AttributePattern(
        pattern.map(EventPattern::branches).orElse(List.of(Map.of())).stream()
            .filter(branch ->
                branch.keySet().stream().allMatch(it -> AttributeGroup.of(it).isPresent()))
            .map(AttributePattern::cut)
            .toList());
  }

  private static Map<AttributeGroup, ObjectNode> cut(Map<List<String>, List<Condition>> branch) {
    Map<AttributeGroup, ObjectNode> groups = new TreeMap<>();
    branch.forEach((field, conditions) -> {
      AttributeGroup group = AttributeGroup.of(field).orElseThrow();
      ObjectNode object =
          groups.computeIfAbsent(group, it -> JsonNodeFactory.instance.objectNode());
      for (String name : field.subList(0, field.size() - 1)) {
        object = object.withObjectProperty(name);
      }
      ArrayNode alternatives = object.putArray(field.getLast());
      conditions.forEach(it -> alternatives.add(it.json()));
    });
    return groups;
  }

  /** Every way of matching, before anything is known. */
  Ways ways() {
    BitSet open = new BitSet(ways);
    open.set(0, ways);
    return new Ways(open, new BitSet(), Optional.empty(), new BitSet());
  }

  /** The ways that are left once a group is known, or is not. */
  Ways narrow(Ways before, AttributeGroup group, Supplier<Known<ObjectNode>> source) {
    BitSet asks = (BitSet) asking(group).clone();
    asks.and(before.open());
    if (asks.isEmpty()) {
      return before;
    }
    Known<ObjectNode> attributes = source.get();
    if (attributes instanceof Known.Value<ObjectNode>(ObjectNode json)) {
      BitSet open = (BitSet) before.open().clone();
      open.andNot(asks);
      patterns(group).matching(json).stream().filter(asks::get).forEach(open::set);
      return new Ways(open, before.doubtful(), before.doubt(), before.unasked());
    }
    if (group == AttributeGroup.DIST_TAGS && attributes instanceof Known.Unasked<ObjectNode>) {
      return new Ways(before.open(), before.doubtful(), before.doubt(), asks);
    }
    BitSet doubtful = (BitSet) before.doubtful().clone();
    doubtful.or(asks);
    return new Ways(
        before.open(),
        doubtful,
        before.doubt().or(() -> Knowledge.doubt(attributes)),
        before.unasked());
  }

  /** The ways that are left for a repository. */
  Ways on(RepositoryFacts facts) {
    Ways left = ways();
    for (AttributeGroup group : AttributeGroup.OF_REPOSITORY) {
      left = narrow(left, group, () -> Attributes.of(facts, group));
    }
    return left;
  }

  /** The ways that are left for a package. */
  Ways on(PackageFacts facts) {
    return narrow(
        on(facts.repository()),
        AttributeGroup.PACKAGE,
        () -> new Known.Value<>(Attributes.of(facts)));
  }

  /** Those of the ways on its package that are left for a version. */
  Ways on(VersionView version, Ways onPackage) {
    Ways left =
        narrow(
            onPackage,
            AttributeGroup.VERSION,
            () -> new Known.Value<>(Attributes.of(version.facts())));
    left = narrow(left, AttributeGroup.ORDER, () -> Attributes.of(version.parsed()));
    return narrow(left, AttributeGroup.DIST_TAGS, () -> Attributes.distTags(version.facts()));
  }

  /**
   * The ways that are left if what the repository holds is not looked at.
   *
   * @param isEmpty whether it holds nothing, so that a way that asks about packages is none
   */
  Ways onWhole(RepositoryFacts facts, boolean isEmpty) {
    Ways left = on(facts);
    for (AttributeGroup group : AttributeGroup.values()) {
      if (!group.isOfRepository()) {
        left = isEmpty ? without(left, group) : narrow(left, group, () -> UNSEEN);
      }
    }
    return left;
  }

  private Ways without(Ways before, AttributeGroup group) {
    BitSet open = (BitSet) before.open().clone();
    open.andNot(asking(group));
    return new Ways(open, before.doubtful(), before.doubt(), before.unasked());
  }

  private BitSet asking(AttributeGroup group) {
    return asking.getOrDefault(group, new BitSet());
  }

  private PatternSet<Integer> patterns(AttributeGroup group) {
    return Objects.requireNonNull(patterns.get(group));
  }
}
