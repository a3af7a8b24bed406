package dev.storekeeper.cleanup.plan;

/**
 * A file of rows.
 *
 * @param key its key in the bucket
 * @param etag what the bucket knows its content by
 * @param rows how many rows it has
 */
public record Chunk(String key, String etag, long rows) {}
