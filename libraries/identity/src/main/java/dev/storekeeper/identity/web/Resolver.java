package dev.storekeeper.identity.web;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
interface Resolver {
  /** All addresses of a name, in the order in which to try them. */
  List<InetAddress> resolve(String host) throws IOException;

  /** The machine's own resolver. */
  static Resolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
