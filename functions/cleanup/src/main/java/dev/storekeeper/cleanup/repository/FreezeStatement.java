package dev.storekeeper.cleanup.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.registry.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statement that freezes a repository: it denies everybody but cleanup itself what reads and
 * what publishes. A denial wins over whatever else the policies say (IAM User Guide, "Policy
 * evaluation logic").
 */
public final class FreezeStatement {
  /** How it is found again. */
  public static final String SID = "StorekeeperFreeze";

  /** What a frozen repository refuses. */
  private static final List<String> ACTIONS =
      List.of(
          "codeartifact:ReadFromRepository",
          "codeartifact:GetPackageVersionAsset",
          "codeartifact:GetPackageVersionReadme",
          "codeartifact:PublishPackageVersion",
          "codeartifact:PutPackageMetadata",
          "codeartifact:CopyPackageVersions");

  private final ObjectNode statement;

  /**
   * A statement.
   *
   * @param exempt the ARNs of the roles that go on reading, at least the one that copies
   * @throws IllegalArgumentException if there is none: what nobody can read cannot be copied
   */
  public FreezeStatement(List<String> exempt) {
    if (exempt.isEmpty()) {
      throw new IllegalArgumentException("exempt: found none, expected the role that copies");
    }
    statement = PolicyJson.empty().removeAll();
    statement.put("Sid", SID).put("Effect", "Deny").put("Principal", "*");
    ArrayNode actions = statement.putArray("Action");
    ACTIONS.forEach(actions::add);
    statement.put("Resource", "*");
    ArrayNode roles =
        statement.putObject("Condition").putObject("ArnNotEquals").putArray("aws:PrincipalArn");
    exempt.forEach(roles::add);
  }

  /** Whether a document has this very statement. */
  boolean isIn(String document) throws RegistryException {
    return PolicyJson.statements(PolicyJson.parse(document)).contains(statement);
  }

  /** The document that freezes, on top of another one. */
  String addTo(Optional<String> document) throws RegistryException {
    ObjectNode policy =
        document.isPresent() ? PolicyJson.parse(document.get()) : PolicyJson.empty();
    List<ObjectNode> statements = others(policy);
    statements.add(statement.deepCopy());
    return PolicyJson.with(policy, statements);
  }

  /**
   * How a document is thawed: if nobody changed it since, it becomes exactly the former one again;
   * otherwise only this statement goes.
   *
   * @param present the document as it is now; absent if there is none
   * @param former the document before the freeze; absent if there was none
   */
  PolicyChange removeFrom(Optional<String> present, Optional<String> former)
      throws RegistryException {
    if (present.isEmpty()) {
      return new PolicyChange.None();
    }
    ObjectNode policy = PolicyJson.parse(present.get());
    List<ObjectNode> others = others(policy);
    if (others.size() == PolicyJson.statements(policy).size()) {
      return new PolicyChange.None();
    }
    if (policy.equals(PolicyJson.parse(addTo(former)))) {
      return former.<PolicyChange>map(PolicyChange.Set::new).orElseGet(PolicyChange.Remove::new);
    }
    return others.isEmpty()
        ? new PolicyChange.Remove()
        : new PolicyChange.Set(PolicyJson.with(policy, others));
  }

  private static List<ObjectNode> others(ObjectNode policy) throws RegistryException {
    List<ObjectNode> others = new ArrayList<>();
    for (ObjectNode each : PolicyJson.statements(policy)) {
      if (!each.path("Sid").asText().equals(SID)) {
        others.add(each);
      }
    }
    return others;
  }
}
