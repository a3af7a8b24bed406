package dev.storekeeper.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.version.Version;
import java.util.List;
import java.util.Optional;

/** The attributes as the JSON that patterns are matched with, group by group. */
final class Attributes {
  private Attributes() {}

  /** The attributes of a repository in one of its groups. */
  static Known<ObjectNode> of(RepositoryFacts facts, AttributeGroup group) {
    return switch (group) {
      case PLACE -> new Known.Value<>(place(facts));
      case TAGS ->
          Knowledge.map(
              facts.tags(),
              tags -> {
                ObjectNode json = event();
                ObjectNode all = json.putObject("repository").putObject("tags");
                tags.forEach(all::put);
                return json;
              });
      case UPSTREAMS -> list("repository", "upstreams", facts.upstreams());
      case EXTERNAL_CONNECTIONS ->
          list("repository", "external_connections", facts.externalConnections());
      case PACKAGE, VERSION, ORDER, DIST_TAGS ->
          throw new IllegalArgumentException(group + " is no group of a repository");
    };
  }

  static ObjectNode of(PackageFacts facts) {
    ObjectNode json = event();
    ObjectNode attributes = json.putObject("package");
    attributes.put("format", facts.format()).put("name", facts.name());
    if (!facts.namespace().isEmpty()) {
      attributes.put("namespace", facts.namespace());
    }
    return json;
  }

  static ObjectNode of(VersionFacts facts) {
    ObjectNode json = event();
    json.putObject("version")
        .put("version", facts.version())
        .put("status", facts.status())
        .put("origin", facts.origin().name());
    return json;
  }

  /** What only a version that could be read has. */
  static Known<ObjectNode> of(Optional<Version> version) {
    if (version.isEmpty()) {
      return new Known.Unknown<>("its version has no order, so it has no line");
    }
    ObjectNode json = event();
    json.putObject("version")
        .put("prerelease", version.get().prerelease())
        .put("major_line", version.get().majorLine())
        .put("minor_line", version.get().minorLine());
    return new Known.Value<>(json);
  }

  static Known<ObjectNode> distTags(VersionFacts facts) {
    return list("version", "dist_tags", facts.distTags());
  }

  private static ObjectNode place(RepositoryFacts facts) {
    ObjectNode json = event();
    json.put("domain", facts.domain()).put("domain_owner", facts.domainOwner());
    json.putObject("repository")
        .put("name", facts.name())
        .put("administrator", facts.administrator());
    return json;
  }

  private static Known<ObjectNode> list(String of, String name, Known<List<String>> known) {
    return Knowledge.map(
        known,
        texts -> {
          ObjectNode json = event();
          ArrayNode array = json.putObject(of).putArray(name);
          texts.forEach(array::add);
          return json;
        });
  }

  /** No event is empty, because the absence of a field is only looked for where others are. */
  private static ObjectNode event() {
    return JsonNodeFactory.instance.objectNode().put("kind", "attributes");
  }
}
