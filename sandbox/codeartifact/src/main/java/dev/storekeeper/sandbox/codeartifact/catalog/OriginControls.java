package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;

/**
 * How versions of a package may arrive in its repository (Developer Guide, "Editing package origin
 * controls").
 *
 * @param publish whether versions may be published directly
 * @param upstream whether versions may come from upstream repositories
 */
public record OriginControls(Restriction publish, Restriction upstream) {
  /** What a package gets whose first version was published directly. */
  public static final OriginControls PUBLISHED_FIRST =
      new OriginControls(Restriction.ALLOW, Restriction.BLOCK);

  /** What a package gets whose first version came from upstream. */
  public static final OriginControls UPSTREAM_FIRST =
      new OriginControls(Restriction.BLOCK, Restriction.ALLOW);

  static final Codec<OriginControls> CODEC = new OriginControlsCodec();

  /** Whether a way is open. */
  public enum Restriction {
    ALLOW,
    BLOCK
  }

  private static final class OriginControlsCodec implements Codec<OriginControls> {
    @Override
    public JsonNode encode(OriginControls controls) {
      return Json.object()
          .put("publish", controls.publish.name())
          .put("upstream", controls.upstream.name());
    }

    @Override
    public OriginControls decode(JsonNode json) {
      return new OriginControls(
          Restriction.valueOf(json.path("publish").asText()),
          Restriction.valueOf(json.path("upstream").asText()));
    }
  }
}
