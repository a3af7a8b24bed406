package dev.storekeeper.sandbox.runtime.http;

/** One AWS API behind the sandbox's port. */
public interface AwsService {
  /** The service's name in the SigV4 credential scope, for example {@code sqs}. */
  String signingName();

  /**
   * The operation of a request whose protocol tells it by method and path alone; any text that says
   * what was asked for where there is none.
   */
  default String operation(String method, String path) {
    return method + " " + path;
  }

  /**
   * Answers a call.
   *
   * @throws dev.storekeeper.sandbox.runtime.AwsException to refuse it; an operation that is not
   *     served is {@code 501 NotImplemented} with a message that names service and operation
   */
  AwsResponse handle(AwsRequest request);
}
