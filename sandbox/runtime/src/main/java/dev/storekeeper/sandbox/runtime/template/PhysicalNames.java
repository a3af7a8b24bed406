package dev.storekeeper.sandbox.runtime.template;

import dev.storekeeper.sandbox.runtime.Account;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What references to resources give: physical names, ARNs and attributes, made from the texts of
 * the resource types. Their placeholders:
 *
 * <ul>
 *   <li>{@code Name}: the naming property's value, or the stack's name and the logical id (in lower
 *       case where the type's names are)
 *   <li>{@code Arn}, {@code Ref}: as of the same resource
 *   <li>{@code Id}: ten letters and digits, {@code Uuid}: both fixed for a stack and logical id
 *   <li>{@code AccountId}, {@code Region}, {@code Endpoint}
 *   <li>{@code property:P}: the value of a property; {@code nameIn:P}: the same, of an ARN only the
 *       last part; {@code nameIn:P!=X}: none if that is X; {@code present:P}: empty, if there is P
 * </ul>
 */
final class PhysicalNames implements Evaluator.Scope {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

  private final Problems problems;
  private final ResourceTypes types;
  private final Account account;
  private final String stackName;
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Map<String, String> aliases;
  private final Map<String, String> excluded;
  private final SequencedSet<String> underWay = new LinkedHashSet<>();
  private final Evaluator evaluator;

  /**
   * The names of a stack's resources.
   *
   * @param evaluator evaluates everything but references to resources
   * @param aliases references to what SAM derives and the logical ids of that, for example {@code
   *     Function.Alias}
   * @param excluded resources that their conditions leave out, and these conditions
   */
  PhysicalNames(
      Problems problems,
      Evaluator evaluator,
      ResourceTypes types,
      Account account,
      String stackName,
      List<Declaration> declarations,
      Map<String, String> aliases,
      Map<String, String> excluded) {
    this.problems = problems;
    this.types = types;
    this.account = account;
    this.stackName = stackName;
    this.aliases = Map.copyOf(aliases);
    this.excluded = Map.copyOf(excluded);
    declarations.forEach(declared -> this.declarations.put(declared.logicalId(), declared));
    this.evaluator = evaluator.within(this);
  }

  /** Fills in everything that refers to resources. */
  Value.Mapping resolve(Value.Mapping properties) {
    return evaluator.mapping(properties);
  }

  /** Fills in one value. */
  Value resolve(Value value) {
    return evaluator.evaluate(value);
  }

  String name(Declaration declared) {
    return fill(declared, List.of("${Name}")).orElse("");
  }

  /** The ARN, empty for types that have none. */
  String arn(Declaration declared) {
    return fill(declared, types.get(declared.type()).arn())
        .map(text -> {
          int colon = text.indexOf(':');
          return text.startsWith("arn:")
              ? text
              : account.arn(text.substring(0, colon), text.substring(colon + 1));
        })
        .orElse("");
  }

  @Override
  public Optional<Value> ref(String name, Location at) {
    String id = aliases.getOrDefault(name, name);
    Optional<Declaration> declared = find(id, at);
    return declared
        .flatMap(found -> guarded(found, at, types.get(found.type()).ref()))
        .map(text -> Value.text(at, text));
  }

  @Override
  public Optional<Value> attribute(String logicalId, String attribute, Location at) {
    String alias = logicalId + "." + attribute;
    if (aliases.containsKey(alias)) {
      return ref(alias, at);
    }
    Optional<Declaration> declared = find(logicalId, at);
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    ResourceType type = types.get(declared.get().type());
    List<String> texts = type.attributes().get(attribute);
    if (texts == null) {
      problems.add(
          at,
          declared.get().type()
              + " has no attribute "
              + attribute
              + Suggestion.of(attribute, type.attributes().keySet()));
      return Optional.empty();
    }
    Optional<String> value = guarded(declared.get(), at, texts);
    if (value.isEmpty()) {
      problems.add(
          at, logicalId + " has no " + attribute + ", which is made from " + sources(texts));
    }
    return value.map(text -> Value.text(at, text));
  }

  private Optional<Declaration> find(String id, Location at) {
    Declaration declared = declarations.get(id);
    if (declared == null && excluded.containsKey(id)) {
      problems.add(
          at, "refers to " + id + ", which the condition " + excluded.get(id) + " leaves out");
    }
    return Optional.ofNullable(declared);
  }

  private Optional<String> guarded(Declaration declared, Location at, List<String> texts) {
    if (!underWay.add(declared.logicalId())) {
      problems.add(
          at,
          "its name refers to itself: "
              + String.join(" -> ", underWay)
              + " -> "
              + declared.logicalId());
      return Optional.of("");
    }
    try {
      return fill(declared, texts);
    } finally {
      underWay.remove(declared.logicalId());
    }
  }

  private Optional<String> fill(Declaration declared, List<String> texts) {
    return texts.stream().flatMap(text -> fill(declared, text).stream()).findFirst();
  }

  private Optional<String> fill(Declaration declared, String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      Optional<String> value = placeholder(declared, matcher.group(1));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(matcher.appendTail(filled).toString());
  }

  private Optional<String> placeholder(Declaration declared, String name) {
    ResourceType type = types.get(declared.type());
    return switch (name) {
      case "Name" ->
          type.nameProperty()
              .flatMap(property -> property(declared, property))
              .or(() -> Optional.of(generated(declared, type)));
      case "Arn" -> Optional.of(arn(declared));
      case "Ref" -> fill(declared, type.ref());
      case "Id" -> Optional.of(uuid(declared).replace("-", "").substring(0, 10));
      case "Uuid" -> Optional.of(uuid(declared));
      case "AccountId" -> Optional.of(account.id());
      case "Region" -> Optional.of(account.region());
      case "Endpoint" -> Optional.of(account.endpoint().toString());
      default -> ofProperty(declared, name);
    };
  }

  private String generated(Declaration declared, ResourceType type) {
    String name = stackName + "-" + declared.logicalId();
    return type.lowerCase() ? name.toLowerCase(Locale.ROOT) : name;
  }

  private Optional<String> ofProperty(Declaration declared, String placeholder) {
    int colon = placeholder.indexOf(':');
    int unless = placeholder.indexOf("!=");
    String property = placeholder.substring(colon + 1, unless < 0 ? placeholder.length() : unless);
    return switch (placeholder.substring(0, colon)) {
      case "property" -> property(declared, property);
      case "present" -> declared.properties().get(property).map(_ -> "");
      case "nameIn" ->
          property(declared, property)
              .map(PhysicalNames::lastPart)
              .filter(name -> unless < 0 || !name.equals(placeholder.substring(unless + 2)));
      default -> throw new IllegalStateException("unknown placeholder " + placeholder);
    };
  }

  private Optional<String> property(Declaration declared, String property) {
    return declared.properties().get(property).map(evaluator::evaluate).flatMap(Value::text);
  }

  private static String lastPart(String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn.substring(Math.max(nameOrArn.lastIndexOf('/'), nameOrArn.lastIndexOf(':')) + 1)
        : nameOrArn;
  }

  private String uuid(Declaration declared) {
    String seed = stackName + "/" + declared.logicalId();
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String sources(List<String> texts) {
    return String.join(
        ", ",
        PLACEHOLDER
            .matcher(String.join(" ", texts))
            .results()
            .map(result -> result.group(1))
            .filter(name -> name.indexOf(':') > 0)
            .map(name -> name.substring(name.indexOf(':') + 1))
            .toList());
  }
}
