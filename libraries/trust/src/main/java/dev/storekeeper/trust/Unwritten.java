package dev.storekeeper.trust;

final class Unwritten {
  private Unwritten() {}

  @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
  static <T> T yet(Object... unused) {
    throw new UnsupportedOperationException(String.valueOf(unused.length));
  }
}
