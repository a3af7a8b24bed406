package dev.storekeeper.benchmarks.cleanup;

import java.net.URI;
import java.nio.file.Path;

/** Where everything is. */
record Site(Parameters parameters, Path folder, URI codeArtifact, URI dynamoDb, String table) {
  Path bucketFolder() {
    return folder.resolve("bucket");
  }

  Path workerLog() {
    return folder.resolve("worker.log");
  }
}
