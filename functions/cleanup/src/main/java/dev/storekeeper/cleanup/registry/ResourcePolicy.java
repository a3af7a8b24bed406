package dev.storekeeper.cleanup.registry;

/**
 * A permissions policy of a domain or a repository.
 *
 * @param revision what a compare-and-set names
 * @param document the policy as JSON text
 */
public record ResourcePolicy(String revision, String document) {}
