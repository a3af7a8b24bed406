package dev.storekeeper.sandbox.codeartifact.control;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.RepositoryId;
import dev.storekeeper.sandbox.codeartifact.control.Operation.Fields;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request for an operation. All parameters are known to the operation, its required ones are
 * there and those in the query satisfy their constraints.
 *
 * @param operation what is asked for
 * @param principal who asks
 * @param query the query parameters
 * @param body the JSON body, empty where there is none
 * @param bytes the bytes of operations that take them instead
 */
record ApiRequest(
    Operation operation,
    Principal principal,
    Map<String, String> query,
    Body body,
    Optional<Bytes> bytes) {
  private static final Set<String> WITH_NAMESPACE = Set.of("maven", "swift", "generic");
  private static final Set<String> WITHOUT_NAMESPACE = Set.of("pypi", "nuget", "ruby", "cargo");

  ApiRequest {
    check(operation, "query parameter", operation.query(), query.keySet());
    check(operation, "body field", operation.body(), Set.copyOf(fieldNames(body)));
    query.forEach((name, value) -> Constraints.ofQuery(name).check(name, value));
    query = Map.copyOf(query);
  }

  static ApiRequest read(Operation operation, Principal principal, HttpExchange exchange)
      throws IOException {
    Map<String, String> query = QueryString.parse(exchange.getRequestURI().getRawQuery());
    if (operation.takesBytes()) {
      Optional<String> sha256 =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
      Bytes bytes = new Bytes(exchange.getRequestBody(), sha256);
      return new ApiRequest(
          operation, principal, query, new Body(Json.object()), Optional.of(bytes));
    }
    Body body = Body.read(exchange.getRequestBody());
    return new ApiRequest(operation, principal, query, body, Optional.empty());
  }

  /**
   * An asset's bytes, not read yet.
   *
   * @param content the bytes
   * @param sha256 the header that declares their SHA-256
   */
  record Bytes(InputStream content, Optional<String> sha256) {}

  private static Set<String> fieldNames(Body body) {
    Set<String> names = new TreeSet<>();
    body.json().fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void check(Operation operation, String kind, Fields fields, Set<String> given) {
    for (String name : given) {
      if (!fields.known().contains(name)) {
        throw ServiceException.invalid(
            operation.wireName() + " has no " + kind + " '" + name + "'");
      }
    }
    for (String name : fields.required()) {
      if (!given.contains(name)) {
        throw Constraint.violation(name, "found nothing", "a " + kind);
      }
    }
  }

  /** A query parameter that the operation requires. */
  String required(String name) {
    return optional(name)
        .orElseThrow(() -> Constraint.violation(name, "found nothing", "a query parameter"));
  }

  /** A query parameter. */
  Optional<String> optional(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The domain; its owner is the caller's account unless another is named. */
  DomainId domain() {
    return new DomainId(
        either("domain-owner", "domainOwner").orElse(principal.account()),
        either("domain", "domain")
            .orElseThrow(() -> Constraint.violation("domain", "found nothing", "a domain")));
  }

  /** A parameter that some operations have in the query and some in the body. */
  private Optional<String> either(String parameter, String field) {
    return optional(parameter).or(() -> body.text(field, Constraints.ofQuery(parameter)));
  }

  RepositoryId repository() {
    return repository("repository");
  }

  /** The repository that a parameter names. */
  RepositoryId repository(String parameter) {
    return new RepositoryId(domain(), required(parameter));
  }

  PackageKey packageKey() {
    return packageKey(repository());
  }

  /** The package in a repository. */
  PackageKey packageKey(RepositoryId repository) {
    String format = required("format");
    Optional<String> namespace = optional("namespace");
    if (namespace.isEmpty() && WITH_NAMESPACE.contains(format)) {
      throw Constraint.violation(
          "namespace", "found nothing", "a namespace, as packages of format " + format + " have");
    }
    if (namespace.isPresent() && WITHOUT_NAMESPACE.contains(format)) {
      throw Constraint.violation(
          "namespace",
          "found '" + namespace.get() + "'",
          "none, as packages of format " + format + " have no namespace");
    }
    return new PackageKey(
        repository, new PackageId(format, namespace.orElse(""), required("package")));
  }
}
