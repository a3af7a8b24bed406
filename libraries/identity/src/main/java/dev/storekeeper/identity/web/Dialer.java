package dev.storekeeper.identity.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Opens connections to addresses; names never reach it, so it cannot resolve one anew. */
@FunctionalInterface
interface Dialer {
  /** Connects the socket. */
  void dial(Socket socket, InetAddress address, int port, Duration timeout) throws IOException;

  /** Over TCP. */
  static Dialer tcp() {
    return (socket, address, port, timeout) ->
        socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
  }
}
