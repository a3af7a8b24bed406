package dev.storekeeper.identity.web;

import javax.net.ssl.SSLSocketFactory;

/**
 * What an exchange reaches the world through.
 *
 * @param resolver finds addresses
 * @param dialer connects to one that was checked
 * @param tls puts TLS on a connected socket
 */
record Network(Resolver resolver, Dialer dialer, SSLSocketFactory tls) {
  /** The machine's own. */
  static Network system() {
    return new Network(
        Resolver.system(), Dialer.tcp(), (SSLSocketFactory) SSLSocketFactory.getDefault());
  }
}
