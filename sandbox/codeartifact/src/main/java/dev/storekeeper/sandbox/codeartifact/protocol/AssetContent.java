package dev.storekeeper.sandbox.codeartifact.protocol;

import java.nio.file.Path;

/**
 * A published asset's bytes on disk. The file never changes.
 *
 * @param asset the asset
 * @param file its bytes
 */
public record AssetContent(AssetView asset, Path file) {}
