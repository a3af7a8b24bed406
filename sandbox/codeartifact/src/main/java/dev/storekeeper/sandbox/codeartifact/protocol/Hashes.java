package dev.storekeeper.sandbox.codeartifact.protocol;

/** The four checksums of an asset in lower-case hex. */
public record Hashes(String md5, String sha1, String sha256, String sha512) {}
