package dev.storekeeper.cleanup.export;

import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.lambda.Log;
import java.util.Map;

/** Told of assets that take a while. */
@FunctionalInterface
public interface Progress {
  /** An asset from this size in bytes is worth telling. */
  long LARGE = 50L << 20;

  /** An asset is about to be copied. */
  void copying(PackageVersion version, String asset, long size);

  /** Writes a line to a log for each. */
  static Progress to(Log log) {
    return (version, asset, size) ->
        log.info(
            "Copying a large asset",
            Map.of(
                "package",
                version.coordinates().arn(),
                "version",
                version.version(),
                "asset",
                asset,
                "bytes",
                size));
  }
}
