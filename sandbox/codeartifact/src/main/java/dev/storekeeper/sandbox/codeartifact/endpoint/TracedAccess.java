package dev.storekeeper.sandbox.codeartifact.endpoint;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetContent;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.trail.CallTrace;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Notes for a request's record which package and version it is about, whether or not they are
 * there, and why the repository refuses it.
 */
final class TracedAccess implements RepositoryAccess {
  private final RepositoryAccess access;
  private final CallTrace trace;

  TracedAccess(RepositoryAccess access, CallTrace trace) {
    this.access = access;
    this.trace = trace;
  }

  @Override
  public Optional<PackageView> find(PackageId id) {
    note(id);
    return noting(() -> access.find(id));
  }

  @Override
  public StagedAsset stage(InputStream content) throws IOException {
    return noting(() -> access.stage(content));
  }

  @Override
  public void publish(
      PackageId id,
      String version,
      AssetName asset,
      StagedAsset content,
      VersionMetadata metadata) {
    note(id, version);
    noting(() -> {
      access.publish(id, version, asset, content, metadata);
      return true;
    });
  }

  @Override
  public Optional<AssetContent> open(PackageId id, String version, String assetName) {
    note(id, version);
    return noting(() -> access.open(id, version, assetName));
  }

  private void note(PackageId id, String version) {
    note(id);
    trace.parameter("packageVersion", version);
  }

  private void note(PackageId id) {
    if (!id.namespace().isEmpty()) {
      trace.parameter("packageNamespace", id.namespace());
    }
    trace.parameter("packageName", id.name());
  }

  /** A step that may fail in one checked way. */
  private interface Step<T, E extends Exception> {
    T take() throws E;
  }

  private <T, E extends Exception> T noting(Step<T, E> step) throws E {
    try {
      return step.take();
    } catch (ServiceException refusal) {
      trace.failed(refusal);
      throw refusal;
    }
  }
}
