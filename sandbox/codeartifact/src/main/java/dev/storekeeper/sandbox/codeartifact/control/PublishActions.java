package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.Publications.Published;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The operation that publishes assets of generic packages. */
final class PublishActions {
  private static final String CHECKSUM = "x-amz-content-sha256";
  private static final Constraint GENERIC = Constraint.oneOf("generic");
  private static final Constraint SHA256 =
      Constraint.pattern("[0-9a-f]{64}", "a SHA-256 as 64 lower-case hexadecimal digits");

  private final Catalog catalog;

  PublishActions(Catalog catalog) {
    this.catalog = catalog;
  }

  void addTo(Actions actions) {
    actions.addJson(Operation.PUBLISH_PACKAGE_VERSION, this::publish);
  }

  private ObjectNode publish(ApiRequest request) {
    GENERIC.check("format", request.required("format"));
    PackageKey key = request.packageKey();
    String asset = request.required("asset");
    String version = request.required("version");
    ApiRequest.Bytes bytes = request.bytes().orElseThrow();
    String declared =
        bytes
            .sha256()
            .map(given -> SHA256.check(CHECKSUM, given))
            .orElseThrow(() -> Constraint.violation(CHECKSUM, "found nothing", "a header"));
    catalog.repositories().require(key.repository());
    try (StagedAsset staged = catalog.files().stage(bytes.content())) {
      if (!staged.hashes().sha256().equals(declared)) {
        throw Constraint.violation(
            CHECKSUM,
            "found '" + declared + "'",
            "'" + staged.hashes().sha256() + "', as the content has");
      }
      boolean unfinished = request.optional("unfinished").map("true"::equals).orElse(false);
      return shape(
          key, catalog.publications().publishGeneric(key, version, asset, staged, unfinished));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode shape(PackageKey key, Published published) {
    return VersionActions.names(key, published.version())
        .put("status", published.version().status().wireName())
        .set("asset", Shapes.asset(published.asset()));
  }
}
