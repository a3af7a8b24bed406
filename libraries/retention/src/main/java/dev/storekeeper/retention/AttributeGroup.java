package dev.storekeeper.retention;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The attributes that patterns are about, grouped by how they become known: all or none. */
enum AttributeGroup {
  PLACE,
  TAGS,
  UPSTREAMS,
  EXTERNAL_CONNECTIONS,
  PACKAGE,
  VERSION,
  ORDER,
  DIST_TAGS;

  /** The groups that say something of a repository. */
  static final Set<AttributeGroup> OF_REPOSITORY =
      EnumSet.of(PLACE, TAGS, UPSTREAMS, EXTERNAL_CONNECTIONS);

  private static final Map<List<String>, AttributeGroup> FIELDS =
      Map.ofEntries(
          Map.entry(List.of("domain"), PLACE),
          Map.entry(List.of("domain_owner"), PLACE),
          Map.entry(List.of("repository", "name"), PLACE),
          Map.entry(List.of("repository", "administrator"), PLACE),
          Map.entry(List.of("repository", "upstreams"), UPSTREAMS),
          Map.entry(List.of("repository", "external_connections"), EXTERNAL_CONNECTIONS),
          Map.entry(List.of("package", "format"), PACKAGE),
          Map.entry(List.of("package", "namespace"), PACKAGE),
          Map.entry(List.of("package", "name"), PACKAGE),
          Map.entry(List.of("version", "version"), VERSION),
          Map.entry(List.of("version", "status"), VERSION),
          Map.entry(List.of("version", "origin"), VERSION),
          Map.entry(List.of("version", "prerelease"), ORDER),
          Map.entry(List.of("version", "major_line"), ORDER),
          Map.entry(List.of("version", "minor_line"), ORDER),
          Map.entry(List.of("version", "dist_tags"), DIST_TAGS));

  /** The group of a field; empty if there is no such attribute. */
  static Optional<AttributeGroup> of(List<String> field) {
    if (field.size() == 3 && field.subList(0, 2).equals(List.of("repository", "tags"))) {
      return Optional.of(TAGS);
    }
    return Optional.ofNullable(FIELDS.get(field));
  }

  /** The fields that have a fixed name. */
  static Set<List<String>> fields() {
    return FIELDS.keySet();
  }

  boolean isOfRepository() {
    return OF_REPOSITORY.contains(this);
  }
}
