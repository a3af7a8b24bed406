package dev.storekeeper.retention;

import java.util.ArrayList;
import java.util.List;

/** The rules of a document that count, ready to decide: those of policies that are off do not. */
record Rules(
    CleanupDocument document,
    List<ProtectionRule> protections,
    List<VersionRule> versions,
    List<RepositoryRule> repositories) {
  Rules {
    protections = List.copyOf(protections);
    versions = List.copyOf(versions);
    repositories = List.copyOf(repositories);
  }

  static Rules of(CleanupDocument document) {
    List<ProtectionRule> protections = new ArrayList<>();
    for (int i = 0; i < document.protections().size(); i++) {
      protections.add(ProtectionRule.of("protect[" + i + "]", document.protections().get(i)));
    }
    List<VersionRule> versions = new ArrayList<>();
    List<RepositoryRule> repositories = new ArrayList<>();
    for (int i = 0; i < document.policies().size(); i++) {
      String path = "policies[" + i + "]";
      Policy policy = document.policies().get(i);
      if (policy.isActive()) {
        switch (policy) {
          case VersionPolicy it -> versions.add(VersionRule.of(path, it));
          case RepositoryPolicy it -> repositories.add(RepositoryRule.of(path, it));
        }
      }
    }
    return new Rules(document, protections, versions, repositories);
  }
}
