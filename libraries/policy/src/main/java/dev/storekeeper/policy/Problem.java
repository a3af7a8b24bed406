package dev.storekeeper.policy;

/**
 * Something wrong in a policy file, and where.
 *
 * @param file the file's name
 * @param line its line, from 1
 * @param column its column, from 1
 * @param path the place in the document, for example {@code routes[0].when}; empty for its root
 * @param found what was found
 * @param expected what is expected there
 */
public record Problem(
    String file, int line, int column, String path, String found, String expected) {
  /** A problem at a place. */
  public Problem(Place place, String found, String expected) {
    this(place.file(), place.line(), place.column(), place.path(), found, expected);
  }

  @Override
  public String toString() {
    String place = file + ":" + line + ":" + column + ": ";
    return place + (path.isEmpty() ? "" : path + ": ") + found + "; expected " + expected;
  }
}
