package dev.storekeeper.sandbox.codeartifact.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.util.Optional;

/**
 * What becomes known of a call on its way, for its record. A call whose caller never becomes known
 * leaves none. For one thread at a time.
 */
public final class CallTrace {
  private final String sourceAddress;
  private final String userAgent;
  private Optional<Call> call = Optional.empty();
  private Optional<ObjectNode> parameters = Optional.empty();
  private Optional<ObjectNode> response = Optional.empty();
  private Optional<ObjectNode> additional = Optional.empty();
  private Optional<ServiceException> failure = Optional.empty();

  /** The trace of a call that has just begun. */
  public CallTrace(HttpExchange exchange) {
    sourceAddress = exchange.getRemoteAddress().getAddress().getHostAddress();
    userAgent = Optional.ofNullable(exchange.getRequestHeaders().getFirst("User-Agent")).orElse("");
  }

  /**
   * Who calls what.
   *
   * @param principal the caller
   * @param eventName the operation, or the permission that a package manager's request needs
   * @param readOnly whether it changes nothing
   */
  record Call(Principal principal, String eventName, boolean readOnly) {}

  /** Says who calls what. */
  public void identify(Principal principal, String eventName, boolean readOnly) {
    call = Optional.of(new Call(principal, eventName, readOnly));
  }

  /** Says with what parameters; they hold no secrets. */
  public void parameters(ObjectNode requestParameters) {
    parameters = Optional.of(requestParameters);
  }

  /** Adds a parameter to those of a package manager's request. */
  public void parameter(String name, String value) {
    parameters.ifPresent(object -> object.put(name, value));
  }

  /** Says what of the answer is recorded if the call succeeds. */
  public void response(ObjectNode responseElements) {
    response = Optional.of(responseElements);
  }

  /** Says what is recorded besides. */
  public void additional(ObjectNode additionalEventData) {
    additional = Optional.of(additionalEventData);
  }

  /** Says why the call fails, if its answer turns out to be a refusal. */
  public void failed(ServiceException refusal) {
    failure = Optional.of(refusal);
  }

  String sourceAddress() {
    return sourceAddress;
  }

  String userAgent() {
    return userAgent;
  }

  Optional<Call> call() {
    return call;
  }

  Optional<ObjectNode> parameters() {
    return parameters;
  }

  Optional<ObjectNode> response() {
    return response;
  }

  Optional<ObjectNode> additional() {
    return additional;
  }

  Optional<ServiceException> failure() {
    return failure;
  }
}
