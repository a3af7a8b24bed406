package dev.storekeeper.codeartifact.version;

/** Which texts are looked at at all. */
final class Texts {
  private Texts() {}

  static boolean readable(String text) {
    return !text.isEmpty()
        && text.length() <= VersionOrder.MAX_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
