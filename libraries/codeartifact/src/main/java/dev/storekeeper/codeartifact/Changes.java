package dev.storekeeper.codeartifact;

/**
 * What an event changed in a package version.
 *
 * @param assetsAdded how many assets were added
 * @param assetsRemoved how many assets were removed
 * @param assetsUpdated how many assets were replaced
 * @param metadataUpdated whether package-level metadata changed
 * @param statusChanged whether the version's status changed
 */
public record Changes(
    long assetsAdded,
    long assetsRemoved,
    long assetsUpdated,
    boolean metadataUpdated,
    boolean statusChanged) {}
