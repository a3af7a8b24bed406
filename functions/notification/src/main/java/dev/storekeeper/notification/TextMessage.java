package dev.storekeeper.notification;

import java.util.Locale;

/** Writes a message for people who read mail: a short subject and aligned plain text. */
final class TextMessage {
  private static final int SUBJECT = 100;
  private static final int VALUE = 300;
  private static final int NAME = 120;
  private static final int MAX_ASSETS = 20;
  private static final String INDENT = "  ";

  private TextMessage() {}

  static Message of(LedgerEvent event) {
    Facts facts = Facts.of(event);
    StringBuilder text = new StringBuilder();
    text.append(Untrusted.line(facts.headline(), VALUE)).append(".\n\n");
    int width =
        facts.values().stream()
            .mapToInt(value -> Untrusted.line(value.name(), NAME).length())
            .max()
            .orElse(0);
    for (Facts.Value value : facts.values()) {
      String name = Untrusted.line(value.name(), NAME);
      text.append(name).repeat(" ", width - name.length()).append(INDENT);
      text.append(Untrusted.line(value.text(), VALUE)).append('\n');
    }
    if (!facts.assets().isEmpty()) {
      text.append("\nAssets\n");
    }
    facts.assets().stream()
        .limit(MAX_ASSETS)
        .forEach(asset ->
            text.append(INDENT)
                .append(Untrusted.line(asset.name(), NAME))
                .append(INDENT)
                .append(size(asset.size()))
                .append('\n')
                .append(INDENT + INDENT + "sha256 ")
                .append(Untrusted.line(asset.sha256(), NAME))
                .append('\n'));
    if (facts.assets().size() > MAX_ASSETS) {
      text.append(INDENT + "and ").append(facts.assets().size() - MAX_ASSETS).append(" more\n");
    }
    facts.report().ifPresent(address -> text.append("\nReport\n").append(address).append('\n'));
    return new Message(subject(facts), text.toString());
  }

  static String subject(Facts facts) {
    return Untrusted.ascii("[Storekeeper] " + facts.headline(), SUBJECT);
  }

  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    String unit = "";
    for (String next : new String[] {"kB", "MB", "GB"}) {
      if (value < 999.95) {
        break;
      }
      value /= 1000;
      unit = next;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, unit);
  }
}
