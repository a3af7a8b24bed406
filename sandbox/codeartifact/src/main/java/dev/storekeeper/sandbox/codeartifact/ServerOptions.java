package dev.storekeeper.sandbox.codeartifact;

import dev.storekeeper.sandbox.codeartifact.access.OwnerAccess;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageProtocol;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What a server may be given; the defaults let one owner do everything that no permissions policy
 * denies, and drop events and records.
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
 * @param quotas how many requests a second are served
 * @param trail who gets the records of all calls
 * @param latency how long every request waits before it is handled
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
    RequestQuotas quotas,
    TrailListener trail,
    Duration latency,
    List<PublicUpstream> upstreams) {
  private static final Duration LONGEST_LATENCY = Duration.ofMinutes(1);

  public ServerOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("Port is " + port + ", expected 0 to 65535");
    }
    if (latency.isNegative() || latency.compareTo(LONGEST_LATENCY) > 0) {
      throw new IllegalArgumentException(
          "Latency is %d ms, expected 0 to %d"
              .formatted(latency.toMillis(), LONGEST_LATENCY.toMillis()));
    }
    protocols = List.copyOf(protocols);
    upstreams = List.copyOf(upstreams);
  }

  /**
   * The defaults: all requests come from the given account's owner, who may do everything that no
   * permissions policy denies; the service's request quotas.
   */
  public static ServerOptions of(int port, Path state, String region, String account) {
    Principal owner = new Principal(account, "arn:aws:iam::" + account + ":user/owner");
    return new ServerOptions(
        port,
        state,
        region,
        CodeArtifactSettings.DEFAULT_MAXIMUM_ASSET_BYTES,
        List.of(),
        exchange -> owner,
        new OwnerAccess(),
        event -> {},
        Clock.systemUTC(),
        RequestQuotas.SERVICE,
        record -> {},
        Duration.ZERO,
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
        quotas,
        trail,
        latency,
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
        quotas,
        trail,
        latency,
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
        quotas,
        trail,
        latency,
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
        quotas,
        trail,
        latency,
        upstreams);
  }

  /** The same with another limit for assets. */
  public ServerOptions withMaximumAssetBytes(long newMaximum) {
    return new ServerOptions(
        port,
        state,
        region,
        newMaximum,
        protocols,
        principals,
        access,
        listener,
        clock,
        quotas,
        trail,
        latency,
        upstreams);
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
        quotas,
        trail,
        latency,
        newUpstreams);
  }

  /** The same with other request quotas. */
  public ServerOptions withQuotas(RequestQuotas newQuotas) {
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
        newQuotas,
        trail,
        latency,
        upstreams);
  }

  /** The same with a listener for the records of calls. */
  public ServerOptions withTrail(TrailListener newTrail) {
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
        quotas,
        newTrail,
        latency,
        upstreams);
  }

  /** The same with another latency. */
  public ServerOptions withLatency(Duration newLatency) {
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
        quotas,
        trail,
        newLatency,
        upstreams);
  }
}
