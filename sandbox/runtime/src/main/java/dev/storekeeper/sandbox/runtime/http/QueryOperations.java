package dev.storekeeper.sandbox.runtime.http;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operations of a service that speaks the AWS query protocol, by name. */
public final class QueryOperations {
  private final String service;
  private final String namespace;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /**
   * No operation yet.
   *
   * @param service the service as in messages, for example {@code sns}
   * @param namespace the XML namespace of its answers
   */
  public QueryOperations(String service, String namespace) {
    this.service = service;
    this.namespace = namespace;
  }

  /** One operation. */
  @FunctionalInterface
  public interface Operation {
    /**
     * Answers a call by writing what its result element holds.
     *
     * @throws AwsException to refuse it
     */
    void call(Caller caller, QueryParameters input, XmlWriter result);
  }

  /** Adds an operation. */
  public QueryOperations with(String name, Operation operation) {
    operations.put(name, operation);
    return this;
  }

  /**
   * Runs the operation that a request names.
   *
   * @throws AwsException {@code 501 NotImplemented} if it is unknown, or the operation's own
   *     refusal
   */
  public AwsResponse handle(AwsRequest request) {
    QueryParameters input = QueryParameters.of(request);
    String name = input.optional("Action").orElse("");
    Operation operation = operations.get(name);
    if (operation == null) {
      throw new AwsException(
          501,
          "NotImplemented",
          "the sandbox's %s does not know the operation '%s', only %s"
              .formatted(service, name, operations.keySet()));
    }
    XmlWriter xml = new XmlWriter().open(name + "Response", namespace).open(name + "Result");
    operation.call(request.caller(), input, xml);
    xml.close(name + "Result")
        .open("ResponseMetadata")
        .element("RequestId", request.headers().getOrDefault("x-amzn-requestid", ""))
        .close("ResponseMetadata")
        .close(name + "Response");
    return AwsResponse.xml(xml.toString());
  }
}
