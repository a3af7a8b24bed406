package dev.storekeeper.notification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Writes the custom notification of Amazon Q Developer in chat applications.
 *
 * @see <a href="https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html">Custom
 *     notifications</a>
 */
final class AmazonQMessage {
  private static final int TITLE = 200;
  private static final int VALUE = 200;
  private static final int NAME = 60;
  private static final int MAX_ASSETS = 5;

  private AmazonQMessage() {}

  static Message of(LedgerEvent event) {
    Facts facts = Facts.of(event);
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("version", "1.0").put("source", "custom").put("id", event.id());
    ObjectNode content = message.putObject("content");
    content.put("textType", "client-markdown");
    content.put("title", title(facts));
    content.put("description", description(facts));
    content.putArray("keywords").add("storekeeper").add(Untrusted.ascii(event.type(), NAME));
    ObjectNode metadata = message.putObject("metadata");
    metadata.put("threadId", threadId(event));
    metadata.put("summary", Untrusted.line(facts.headline(), TITLE));
    metadata.put("eventType", Untrusted.ascii(event.type(), NAME));
    return new Message(TextMessage.subject(facts), message.toString());
  }

  /**
   * All records of a stream make one thread. The limit of an id is not documented: a UUID is short.
   */
  private static String threadId(LedgerEvent event) {
    byte[] stream = event.text("/stream").getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(stream).toString();
  }

  /** The title knows no code spans; what could address somebody is taken out of it. */
  private static String title(Facts facts) {
    return Untrusted.line(facts.headline(), TITLE)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("[`*_~\\[\\]|]", "'");
  }

  private static String description(Facts facts) {
    StringBuilder text = new StringBuilder();
    for (Facts.Value value : facts.values()) {
      text.append('*').append(Untrusted.ascii(value.name(), NAME).replaceAll("[^A-Za-z0-9 ]", ""));
      text.append("* ").append(Untrusted.code(value.text(), VALUE)).append('\n');
    }
    facts.assets().stream()
        .limit(MAX_ASSETS)
        .forEach(asset ->
            text.append("*Asset* ")
                .append(Untrusted.code(asset.name(), VALUE))
                .append(' ')
                .append(TextMessage.size(asset.size()))
                .append('\n'));
    if (facts.assets().size() > MAX_ASSETS) {
      text.append("and ").append(facts.assets().size() - MAX_ASSETS).append(" more assets\n");
    }
    facts.report().ifPresent(address -> text.append("*Report* ").append(address).append('\n'));
    return text.toString();
  }
}
