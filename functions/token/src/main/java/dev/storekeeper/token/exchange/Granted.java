package dev.storekeeper.token.exchange;

import dev.storekeeper.token.configuration.Presentation;
import dev.storekeeper.token.vending.VendedToken;
import dev.storekeeper.trust.Grant;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is granted, recorded and to be answered.
 *
 * @param grant what is granted
 * @param token the token; never shown by {@code toString}
 * @param places the endpoints that were asked for, by repository and package format; the first
 *     repository is the one that tools are configured for
 * @param presentation how the answer is to be written
 */
public record Granted(
    Grant grant,
    VendedToken token,
    Map<String, Map<String, URI>> places,
    Presentation presentation) {
  public Granted {
    places = new LinkedHashMap<>(places);
  }
}
