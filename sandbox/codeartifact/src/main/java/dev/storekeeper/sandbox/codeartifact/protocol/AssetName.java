package dev.storekeeper.sandbox.codeartifact.protocol;

import java.util.Map;

/**
 * An asset to publish.
 *
 * @param name its file name
 * @param attributes what the protocol keeps of it besides the bytes, for example {@code
 *     requires-python}; all fields of a PyPI upload are kept so
 */
public record AssetName(String name, Map<String, String> attributes) {
  public AssetName {
    attributes = Map.copyOf(attributes);
  }
}
