package dev.storekeeper.cleanup.export;

import java.util.Optional;

/**
 * An asset in the bucket.
 *
 * @param name the file's name
 * @param size bytes
 * @param sha256 64 lower-case hexadecimal digits
 * @param md5 32 digits, if CodeArtifact said
 * @param sha1 40 digits, if CodeArtifact said
 * @param sha512 128 digits, if CodeArtifact said
 * @param key where its bytes are in the bucket
 */
public record ExportedAsset(
    String name,
    long size,
    String sha256,
    Optional<String> md5,
    Optional<String> sha1,
    Optional<String> sha512,
    String key) {}
