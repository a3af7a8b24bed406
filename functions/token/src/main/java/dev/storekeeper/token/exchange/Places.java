package dev.storekeeper.token.exchange;

import dev.storekeeper.token.configuration.Tool;
import dev.storekeeper.token.vending.Repositories;
import dev.storekeeper.token.vending.VendingException;
import dev.storekeeper.trust.Grant;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks up the endpoints that an answer needs: those of the formats of the tools asked for. */
final class Places {
  private final Repositories repositories;

  Places(Repositories repositories) {
    this.repositories = repositories;
  }

  /** By repository, in the order of the request and then of the grant, and by package format. */
  Map<String, Map<String, URI>> of(Grant grant, ExchangeRequest request) throws VendingException {
    Set<String> ordered = new LinkedHashSet<>(request.access().repositories());
    ordered.retainAll(grant.repositories());
    ordered.addAll(grant.repositories());
    Map<String, Map<String, URI>> places = new LinkedHashMap<>();
    for (String repository : ordered) {
      Map<String, URI> endpoints = new TreeMap<>();
      for (Tool tool : request.presentation().tools()) {
        String format = tool.packageFormat();
        if (!endpoints.containsKey(format)) {
          endpoints.put(format, repositories.endpoint(grant, repository, format));
        }
      }
      places.put(repository, endpoints);
    }
    return places;
  }
}
