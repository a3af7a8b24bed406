package dev.storekeeper.lambda;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A dead-letter queue in SQS. The message keeps its body and gets two attributes: {@code reason}
 * (at most 1000 characters) and {@code originalMessageId}. Thread-safe.
 */
public final class SqsDeadLetters implements DeadLetters {
  private static final int MAX_REASON = 1000;

  private final SqsClient sqs;
  private final String queueUrl;

  /** Dead letters that go to the queue of this URL. */
  public SqsDeadLetters(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(QueueMessage message, String reason) {
    sqs.sendMessage(request ->
        request
            .queueUrl(queueUrl)
            .messageBody(message.body())
            .messageAttributes(
                Map.of("reason", text(reason), "originalMessageId", text(message.id()))));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(allowed(value)).build();
  }

  /** SQS refuses empty attributes and characters that XML 1.0 does not know. */
  private static String allowed(String value) {
    String bounded = Texts.bounded(value.isBlank() ? "unknown" : value, MAX_REASON);
    StringBuilder allowed = new StringBuilder(bounded.length());
    bounded.codePoints().map(c -> isAllowed(c) ? c : '?').forEach(allowed::appendCodePoint);
    return allowed.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
