package dev.storekeeper.sandbox.codeartifact.store;

import com.fasterxml.jackson.databind.JsonNode;

/** How a table's values are written. */
public interface Codec<V> {
  /** The value as JSON. */
  JsonNode encode(V value);

  /** The value that {@link #encode} wrote. */
  V decode(JsonNode json);
}
