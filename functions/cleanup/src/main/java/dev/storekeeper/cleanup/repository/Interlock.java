package dev.storekeeper.cleanup.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.registry.RegistryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The interlock in a domain's permissions policy: a statement that denies {@code
 * codeartifact:DeleteRepository} (CodeArtifact User Guide, "Protect a repository from being
 * deleted"). It is opened for one repository by an exception, {@code NotResource}, and closed by
 * removing it.
 */
final class Interlock {
  private static final String ACTION = "codeartifact:DeleteRepository";
  private static final String RESOURCE = "Resource";
  private static final String NOT_RESOURCE = "NotResource";

  private Interlock() {}

  /**
   * The document in which a repository may be deleted.
   *
   * @return absent if that is so already
   * @throws LockedException if a statement denies it that is not just an interlock, or not one of
   *     the whole domain
   */
  static Optional<String> open(String document, String arn)
      throws RegistryException, LockedException {
    ObjectNode policy = PolicyJson.parse(document);
    List<ObjectNode> statements = new ArrayList<>();
    boolean changed = false;
    for (ObjectNode each : PolicyJson.statements(policy)) {
      boolean denies = isDenial(each) && covers(each, arn);
      statements.add(denies ? excepting(each, arn) : each);
      changed |= denies;
    }
    return changed ? Optional.of(PolicyJson.with(policy, statements)) : Optional.empty();
  }

  /**
   * The document in which the exception of a repository is gone: exactly the former one if nobody
   * changed it since, otherwise the present one without the exception.
   *
   * @return absent if there is no exception that was not there before
   */
  static Optional<String> close(String present, String former, String arn)
      throws RegistryException {
    ObjectNode policy = PolicyJson.parse(present);
    if (isOpened(policy, former, arn)) {
      return Optional.of(former);
    }
    Set<JsonNode> before = new HashSet<>(PolicyJson.statements(PolicyJson.parse(former)));
    List<ObjectNode> statements = new ArrayList<>();
    boolean changed = false;
    for (ObjectNode each : PolicyJson.statements(policy)) {
      boolean excepts =
          isDenial(each)
              && PolicyJson.texts(each.path(NOT_RESOURCE)).contains(arn)
              && !before.contains(each);
      statements.add(excepts ? without(each, arn) : each);
      changed |= excepts;
    }
    return changed ? Optional.of(PolicyJson.with(policy, statements)) : Optional.empty();
  }

  private static boolean isOpened(ObjectNode policy, String former, String arn)
      throws RegistryException {
    try {
      Optional<String> opened = open(former, arn);
      return opened.isPresent() && policy.equals(PolicyJson.parse(opened.get()));
    } catch (LockedException neverOpened) {
      return false;
    }
  }

  private static ObjectNode excepting(ObjectNode statement, String arn) throws LockedException {
    boolean onlyThis =
        statement.has("Action")
            && PolicyJson.texts(statement.path("Action")).stream()
                .allMatch(ACTION::equalsIgnoreCase);
    boolean whole =
        statement.has(NOT_RESOURCE)
            || PolicyJson.texts(statement.path(RESOURCE)).stream().allMatch("*"::equals);
    if (!onlyThis || !whole) {
      throw new LockedException(
          "the domain's policy denies %s in a statement%s of which cleanup makes no exception"
              .formatted(ACTION, name(statement)));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    PolicyJson.texts(statement.path(NOT_RESOURCE)).forEach(list::add);
    list.add(arn);
    return replaced(statement, NOT_RESOURCE, list);
  }

  private static ObjectNode without(ObjectNode statement, String arn) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    PolicyJson.texts(statement.path(NOT_RESOURCE)).stream()
        .filter(each -> !each.equals(arn))
        .forEach(list::add);
    return list.isEmpty()
        ? replaced(statement, RESOURCE, JsonNodeFactory.instance.textNode("*"))
        : replaced(statement, NOT_RESOURCE, list);
  }

  /** The same statement with another element in the place of its resources. */
  private static ObjectNode replaced(ObjectNode statement, String name, JsonNode value) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    statement
        .properties()
        .forEach(field -> {
          if (field.getKey().equals(RESOURCE) || field.getKey().equals(NOT_RESOURCE)) {
            copy.set(name, value);
          } else {
            copy.set(field.getKey(), field.getValue());
          }
        });
    return copy;
  }

  private static boolean isDenial(ObjectNode statement) {
    return statement.path("Effect").asText().equals("Deny")
        && (statement.has("NotAction")
            ? PolicyJson.texts(statement.path("NotAction")).stream()
                .noneMatch(pattern -> Wildcards.match(lower(pattern), lower(ACTION)))
            : PolicyJson.texts(statement.path("Action")).stream()
                .anyMatch(pattern -> Wildcards.match(lower(pattern), lower(ACTION))));
  }

  private static boolean covers(ObjectNode statement, String arn) {
    return statement.has(NOT_RESOURCE)
        ? PolicyJson.texts(statement.path(NOT_RESOURCE)).stream()
            .noneMatch(pattern -> Wildcards.match(pattern, arn))
        : PolicyJson.texts(statement.path(RESOURCE)).stream()
            .anyMatch(pattern -> Wildcards.match(pattern, arn));
  }

  private static String name(ObjectNode statement) {
    return statement.path("Sid").isTextual() ? " " + statement.path("Sid").asText() : "";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
