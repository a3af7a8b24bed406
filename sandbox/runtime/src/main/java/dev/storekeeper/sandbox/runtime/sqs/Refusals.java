package dev.storekeeper.sandbox.runtime.sqs;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.Map;

/** The refusals of SQS and the codes that its old query protocol had for them. */
final class Refusals {
  private static final Map<String, String> QUERY_CODES =
      Map.ofEntries(
          legacy("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
          legacy("QueueNameExists", "QueueAlreadyExists"),
          legacy("PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress"),
          legacy("MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight"),
          legacy("UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation"),
          legacy("EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest"),
          legacy("InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId"),
          legacy("BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong"),
          legacy("BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"),
          legacy(
              "TooManyEntriesInBatchRequest",
              "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"));

  private Refusals() {}

  static AwsException of(String code, String message) {
    return new AwsException(400, code, message);
  }

  static AwsException invalidParameter(String message) {
    return of("InvalidParameterValue", message);
  }

  static AwsException missingParameter(String name) {
    return of("MissingParameter", "The request must contain the parameter " + name + ".");
  }

  static AwsException noQueue(String name) {
    return of("QueueDoesNotExist", "The specified queue does not exist: " + name);
  }

  /** The value of {@code x-amzn-query-error} that SDKs turn into the error's code. */
  static String queryError(AwsException refusal) {
    return QUERY_CODES.getOrDefault(refusal.code(), refusal.code())
        + (refusal.status() < 500 ? ";Sender" : ";Receiver");
  }

  private static Map.Entry<String, String> legacy(String code, String queryCode) {
    return Map.entry(code, queryCode);
  }
}
