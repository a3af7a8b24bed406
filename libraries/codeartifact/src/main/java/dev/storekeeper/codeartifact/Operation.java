package dev.storekeeper.codeartifact;

/** What happened to a package version, as the event's {@code operationType} says it. */
public enum Operation {
  CREATED("Created"),
  UPDATED("Updated"),
  DELETED("Deleted");

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  /** The word in events. */
  public String text() {
    return text;
  }

  static Operation of(String text) {
    for (Operation operation : values()) {
      if (operation.text.equals(text)) {
        return operation;
      }
    }
    throw new IllegalArgumentException("no operation is called " + Found.text(text));
  }
}
