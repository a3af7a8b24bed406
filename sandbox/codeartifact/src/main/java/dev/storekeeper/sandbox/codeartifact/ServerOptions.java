package dev.storekeeper.sandbox.codeartifact;

import dev.storekeeper.sandbox.codeartifact.protocol.PackageProtocol;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What a server may be given; the defaults let one owner do everything and drop events.
 *
 * @param port the port, 0 for any free one
 * @param state the state folder
 * @param region the AWS region
 * @param maximumAssetBytes the size above which an asset is refused
 * @param protocols the package protocols to serve
 * @param principals who sends a request
 * @param access who may do what
 * @param listener who gets the events
 * @param clock the time
 * @param upstreams where the public repositories of external connections are
 */
public record ServerOptions(
    int port,
    Path state,
    String region,
    long maximumAssetBytes,
    List<PackageProtocol> protocols,
    PrincipalResolver principals,
    AccessControl access,
    EventListener listener,
    Clock clock,
    List<PublicUpstream> upstreams) {
  public ServerOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("Port is " + port + ", expected 0 to 65535");
    }
    protocols = List.copyOf(protocols);
    upstreams = List.copyOf(upstreams);
  }

  /** The defaults: all requests come from the given account's owner, who may do everything. */
  public static ServerOptions of(int port, Path state, String region, String account) {
    Principal owner = new Principal(account, "arn:aws:iam::" + account + ":user/owner");
    return new ServerOptions(
        port,
        state,
        region,
        CodeArtifactSettings.DEFAULT_MAXIMUM_ASSET_BYTES,
        List.of(),
        exchange -> owner,
        (principal, action, resource) -> {},
        event -> {},
        Clock.systemUTC(),
        List.of());
  }

  /** The same with these package protocols. */
  public ServerOptions withProtocols(List<PackageProtocol> newProtocols) {
    return new ServerOptions(
        port,
        state,
        region,
        maximumAssetBytes,
        newProtocols,
        principals,
        access,
        listener,
        clock,
        upstreams);
  }

  /** The same with a listener. */
  public ServerOptions withListener(EventListener newListener) {
    return new ServerOptions(
        port,
        state,
        region,
        maximumAssetBytes,
        protocols,
        principals,
        access,
        newListener,
        clock,
        upstreams);
  }

  /** The same with other callers and permissions. */
  public ServerOptions withAccess(PrincipalResolver newPrincipals, AccessControl newAccess) {
    return new ServerOptions(
        port,
        state,
        region,
        maximumAssetBytes,
        protocols,
        newPrincipals,
        newAccess,
        listener,
        clock,
        upstreams);
  }

  /** The same with another time. */
  public ServerOptions withClock(Clock newClock) {
    return new ServerOptions(
        port,
        state,
        region,
        maximumAssetBytes,
        protocols,
        principals,
        access,
        listener,
        newClock,
        upstreams);
  }

  /** The same with another limit for assets. */
  public ServerOptions withMaximumAssetBytes(long newMaximum) {
    return new ServerOptions(
        port, state, region, newMaximum, protocols, principals, access, listener, clock, upstreams);
  }

  /** The same with public repositories behind external connections. */
  public ServerOptions withUpstreams(List<PublicUpstream> newUpstreams) {
    return new ServerOptions(
        port,
        state,
        region,
        maximumAssetBytes,
        protocols,
        principals,
        access,
        listener,
        clock,
        newUpstreams);
  }
}
