package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import dev.storekeeper.sandbox.codeartifact.store.Table;

/** The tables and their keys, whose parts come in the order that the comments give. */
final class Tables {
  /** owner, domain. */
  final Table<Domain> domains;

  /** owner, domain, repository. */
  final Table<Repository> repositories;

  /** owner, domain, repository, format, namespace, package. */
  final Table<OriginControls> packages;

  /** A package's key, version. */
  final Table<Version> versions;

  /** A package's key, version. */
  final Table<VersionMetadata> metadata;

  /** A package's key, version, asset. */
  final Table<Asset> assets;

  /** SHA-256, owner, domain: how many assets of the domain have these bytes. */
  final Table<Long> references;

  /** A package's key: its last sequence number. Outlives the package, repository and domain. */
  final Table<Long> sequences;

  /** owner, domain, and for a repository's policy its name. */
  final Table<ResourcePolicy> policies;

  /** SHA-256 of the token. */
  final Table<Token> tokens;

  /** Expiry, SHA-256 of the token. */
  final Table<String> tokenExpiries;

  /** A growing number. */
  final Table<ObjectNode> outbox;

  Tables(MetadataStore store) {
    domains = store.table("domains", Domain.CODEC);
    repositories = store.table("repositories", Repository.CODEC);
    packages = store.table("packages", OriginControls.CODEC);
    versions = store.table("versions", Version.CODEC);
    metadata = store.table("metadata", new MetadataCodec());
    assets = store.table("assets", Asset.CODEC);
    references = store.table("references", new LongCodec());
    sequences = store.table("sequences", new LongCodec());
    policies = store.table("policies", ResourcePolicy.CODEC);
    tokens = store.table("tokens", Token.CODEC);
    tokenExpiries = store.table("tokenExpiries", new TextCodec());
    outbox = store.table("outbox", new ObjectCodec());
  }

  private static final class LongCodec implements Codec<Long> {
    @Override
    public JsonNode encode(Long value) {
      return LongNode.valueOf(value);
    }

    @Override
    public Long decode(JsonNode json) {
      return json.asLong();
    }
  }

  private static final class TextCodec implements Codec<String> {
    @Override
    public JsonNode encode(String value) {
      return TextNode.valueOf(value);
    }

    @Override
    public String decode(JsonNode json) {
      return json.asText();
    }
  }

  private static final class ObjectCodec implements Codec<ObjectNode> {
    @Override
    public JsonNode encode(ObjectNode value) {
      return value;
    }

    @Override
    public ObjectNode decode(JsonNode json) {
      return (ObjectNode) json;
    }
  }
}
