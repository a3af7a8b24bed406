package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.Hashes;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.time.Instant;
import java.util.Comparator;

/**
 * An asset of a version.
 *
 * @param position its place in the order of publication, from 0
 * @param view what packages protocols see of it
 */
record Asset(int position, AssetView view) {
  static final Comparator<Asset> BY_POSITION = Comparator.comparingInt(Asset::position);
  static final Codec<Asset> CODEC = new AssetCodec();

  String sha256() {
    return view.hashes().sha256();
  }

  private static final class AssetCodec implements Codec<Asset> {
    @Override
    public JsonNode encode(Asset asset) {
      AssetView view = asset.view;
      return Json.object()
          .put("position", asset.position)
          .put("name", view.name())
          .put("size", view.size())
          .put("md5", view.hashes().md5())
          .put("sha1", view.hashes().sha1())
          .put("sha256", view.hashes().sha256())
          .put("sha512", view.hashes().sha512())
          .put("uploaded", view.uploaded().toString())
          .set("attributes", Json.object(view.attributes()));
    }

    @Override
    public Asset decode(JsonNode json) {
      Hashes hashes =
          new Hashes(
              json.path("md5").asText(),
              json.path("sha1").asText(),
              json.path("sha256").asText(),
              json.path("sha512").asText());
      return new Asset(
          json.path("position").asInt(),
          new AssetView(
              json.path("name").asText(),
              json.path("size").asLong(),
              hashes,
              Instant.parse(json.path("uploaded").asText()),
              Json.map(json.path("attributes"))));
    }
  }
}
