package dev.storekeeper.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.token.http.HttpResponse;
import dev.storekeeper.token.state.StateTable;
import dev.storekeeper.token.state.StateUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Says whether the endpoint is well: itself, or with what it depends on. */
final class Health {
  private final String policyDigest;
  private final Supplier<Map<String, Duration>> keyAges;
  private final StateTable table;

  Health(String policyDigest, Supplier<Map<String, Duration>> keyAges, StateTable table) {
    this.policyDigest = policyDigest;
    this.keyAges = keyAges;
    this.table = table;
  }

  HttpResponse shallow() {
    return HttpResponse.json(200, JsonNodeFactory.instance.objectNode().put("status", "ok"));
  }

  HttpResponse deep() {
    boolean answers = stateAnswers();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", answers ? "ok" : "unavailable");
    json.put("policy_digest", policyDigest);
    json.put("state", answers ? "ok" : "unavailable");
    ObjectNode ages = json.putObject("key_age_seconds");
    keyAges.get().forEach((issuer, age) -> ages.put(issuer, age.toSeconds()));
    return HttpResponse.json(answers ? 200 : 503, json);
  }

  private boolean stateAnswers() {
    try {
      boolean _ = table.find("health").isPresent();
      return true;
    } catch (StateUnavailableException e) {
      return false;
    }
  }
}
