package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** How often what was fetched. Safe for use by many threads. */
final class RequestCounts {
  private final Map<String, Long> counts = new TreeMap<>();

  RequestCounts() {
    clear();
  }

  synchronized void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  synchronized void clear() {
    for (String each : new String[] {"discovery", "keys", "tokens"}) {
      counts.put(each, 0L);
    }
  }

  synchronized ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    counts.forEach(json::put);
    return json;
  }
}
