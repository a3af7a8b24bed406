package dev.storekeeper.sandbox.codeartifact;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetContent;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageProtocol;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata.Dependency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The least protocol: PUT and GET of {@code package/version/asset}, and GET of a package. */
final class RawProtocol implements PackageProtocol {
  static final VersionMetadata METADATA =
      new VersionMetadata(
          "Display Name",
          "a summary",
          "http://127.0.0.1/home",
          "http://127.0.0.1/source",
          List.of("MIT"),
          List.of(
              new Dependency("left", "Requires-Dist", ">=1"),
              new Dependency("right", "Requires-Dist", "")),
          "# Read me");

  @Override
  public String format() {
    return "pypi";
  }

  @Override
  public void handle(HttpExchange exchange, String path, RepositoryAccess repository)
      throws IOException {
    String[] parts = path.split("/", -1);
    PackageId id = new PackageId("pypi", "", parts[0]);
    if (exchange.getRequestMethod().equals("PUT")) {
      put(exchange, repository, id, parts);
    } else if (parts.length == 1) {
      list(exchange, repository, id);
    } else {
      get(exchange, repository, id, parts);
    }
    exchange.close();
  }

  private static void put(
      HttpExchange exchange, RepositoryAccess repository, PackageId id, String[] parts)
      throws IOException {
    try (StagedAsset staged = repository.stage(exchange.getRequestBody())) {
      AssetName asset = new AssetName(parts[2], Map.of("requires-python", ">=3"));
      repository.publish(id, parts[1], asset, staged, METADATA);
    }
    exchange.sendResponseHeaders(201, -1);
  }

  /** A line for each listed version, sorted: the version and its assets. */
  private static void list(HttpExchange exchange, RepositoryAccess repository, PackageId id)
      throws IOException {
    Optional<PackageView> found = repository.find(id);
    if (found.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    byte[] lines =
        found.get().versions().stream()
            .filter(version -> version.status().listed())
            .map(version ->
                version.version()
                    + version.assets().stream()
                        .map(asset -> " " + asset.name())
                        .collect(Collectors.joining())
                    + "\n")
            .sorted()
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, lines.length == 0 ? -1 : lines.length);
    exchange.getResponseBody().write(lines);
  }

  private static void get(
      HttpExchange exchange, RepositoryAccess repository, PackageId id, String[] parts)
      throws IOException {
    Optional<AssetContent> content = repository.open(id, parts[1], parts[2]);
    if (content.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.sendResponseHeaders(200, content.get().asset().size());
    Files.copy(content.get().file(), exchange.getResponseBody());
    exchange.getResponseBody().close();
  }
}
