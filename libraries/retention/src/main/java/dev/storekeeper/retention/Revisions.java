package dev.storekeeper.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.Digest;
import dev.storekeeper.policy.PolicyMap;
import java.util.List;

/**
 * What tells a policy from any other with other decisions: the policy itself without its
 * description and its mode, and everything global that can keep what it selects. The mode is left
 * out so that a policy can be approved while it plans and then enforced.
 */
final class Revisions {
  private final ObjectNode global = JsonNodeFactory.instance.objectNode();
  private final List<PolicyMap> maps;

  Revisions(PolicyMap root, Limits limits, List<PolicyMap> maps, List<Policy> policies) {
    this.maps = maps;
    ObjectNode document = root.json();
    global.set("domains", document.path("domains"));
    global.set("reads", document.path("reads"));
    global.put("remaining_versions", limits.remainingVersions());
    ArrayNode protections = global.putArray("protect");
    document.path("protect").forEach(it -> protections.add(without(it, "description")));
    ArrayNode keeps = global.putArray("keep");
    for (int i = 0; i < maps.size(); i++) {
      if (policies.get(i) instanceof VersionPolicy policy && policy.isActive()) {
        ObjectNode json = maps.get(i).json();
        ObjectNode keep = keeps.addObject();
        keep.set("when", json.path("versions").path("when"));
        keep.set("keep", json.path("versions").path("keep"));
      }
    }
  }

  String of(int policy) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("policy", without(maps.get(policy).json(), "description", "mode"));
    json.set("global", global);
    return Digest.of(json);
  }

  private static JsonNode without(JsonNode node, String... fields) {
    ObjectNode copy = node.deepCopy();
    return copy.without(List.of(fields));
  }
}
