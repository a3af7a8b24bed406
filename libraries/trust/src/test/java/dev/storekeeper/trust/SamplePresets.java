package dev.storekeeper.trust;

import dev.storekeeper.identity.ClaimType;
import dev.storekeeper.identity.Preset;
import dev.storekeeper.identity.Replay;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Presets made up for tests, so that these do not change with the dictionaries of real CIs. */
final class SamplePresets {
  private static final Map<String, Preset> ALL =
      Map.of(
          "github-actions",
          preset(
              "github-actions",
              Optional.of("https://token.actions.githubusercontent.com"),
              Map.of("run_attempt", ClaimType.INTEGER, "repo_property_*", ClaimType.TEXT),
              List.of(
                  "repository",
                  "repository_id",
                  "repository_owner_id",
                  "ref",
                  "ref_protected",
                  "environment",
                  "event_name",
                  "job_workflow_ref",
                  "workflow_ref",
                  "actor"),
              1,
              List.of(Set.of("repository_id"), Set.of("repository_owner_id")),
              Map.of("event_name", Set.of("pull_request_target", "workflow_run"))),
          "gitlab",
          preset(
              "gitlab",
              Optional.of("https://gitlab.com"),
              Map.of("ref_protected", ClaimType.BOOLEAN, "groups_direct", ClaimType.LIST),
              List.of("project_id", "namespace_id", "project_path", "ref", "ref_type", "ref_path"),
              20,
              List.of(Set.of("project_id"), Set.of("namespace_id")),
              Map.of()),
          "circleci",
          preset(
              "circleci",
              Optional.empty(),
              Map.of(
                  "oidc.circleci.com/ssh-rerun", ClaimType.BOOLEAN,
                  "oidc.circleci.com/context-ids", ClaimType.LIST),
              List.of(
                  "oidc.circleci.com/project-id",
                  "oidc.circleci.com/org-id",
                  "oidc.circleci.com/vcs-ref"),
              20,
              List.of(Set.of("oidc.circleci.com/org-id", "oidc.circleci.com/project-id")),
              Map.of("oidc.circleci.com/ssh-rerun", Set.of("true"))),
          "buildkite",
          preset(
              "buildkite",
              Optional.of("https://agent.buildkite.com"),
              Map.of("build_number", ClaimType.INTEGER),
              List.of("organization_id", "pipeline_id", "build_branch", "build_source"),
              1,
              List.of(Set.of("organization_id")),
              Map.of()),
          "azure-devops",
          preset(
              "azure-devops",
              Optional.empty(),
              Map.of(),
              List.of("prj_id", "def_id", "rpo_ref"),
              1,
              List.of(Set.of("prj_id", "def_id"), Set.of("sub")),
              Map.of()),
          "aws",
          preset(
              "aws",
              Optional.empty(),
              Map.of("https://sts.amazonaws.com/", ClaimType.OBJECT),
              List.of(),
              1,
              List.of(Set.of("sub")),
              Map.of()),
          "generic",
          preset("generic", Optional.empty(), Map.of(), List.of(), 1, List.of(), Map.of()));

  private SamplePresets() {}

  static Optional<Preset> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  private static Preset preset(
      String name,
      Optional<String> issuer,
      Map<String, ClaimType> typed,
      List<String> texts,
      int maxUses,
      List<Set<String>> pins,
      Map<String, Set<String>> denied) {
    Map<String, ClaimType> claims = new HashMap<>(typed);
    claims.putAll(Map.of("sub", ClaimType.TEXT, "aud", ClaimType.LIST, "exp", ClaimType.INTEGER));
    texts.forEach(text -> claims.put(text, ClaimType.TEXT));
    return new Preset(
        name,
        name,
        "2026-11-25",
        issuer,
        claims,
        new Replay(maxUses),
        pins,
        denied,
        Map.of(),
        Duration.ofHours(1));
  }
}
