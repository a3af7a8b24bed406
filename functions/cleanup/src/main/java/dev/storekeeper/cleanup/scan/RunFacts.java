package dev.storekeeper.cleanup.scan;

import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.RepositoryFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run found out about a domain's repositories, once, before it looked into any.
 *
 * @param repositories those that could be described, by name
 * @param mayHaveBeenRead until when packages that nobody can name may have been read out of a
 *     repository, through itself or a downstream one, by name
 * @param missing the repositories that could not be described, by name
 * @param acceptsLess whether a person said that the domain may be much smaller than last time
 * @param reads how many reads that took
 * @param failures how many of them failed
 * @param calls how many calls of CodeArtifact that took
 */
record RunFacts(
    List<RepositoryFacts> repositories,
    Map<String, Known<Optional<Instant>>> mayHaveBeenRead,
    List<String> missing,
    boolean acceptsLess,
    long reads,
    long failures,
    long calls) {
  RunFacts {
    repositories = List.copyOf(repositories);
    mayHaveBeenRead = Map.copyOf(mayHaveBeenRead);
    missing = List.copyOf(missing);
  }

  Optional<RepositoryFacts> repository(String name) {
    return repositories.stream().filter(facts -> facts.name().equals(name)).findFirst();
  }
}
