package dev.storekeeper.policy;

/**
 * A place in a policy file.
 *
 * @param file the file's name
 * @param line its line, from 1
 * @param column its column, from 1
 * @param path the place in the document, for example {@code routes[0].when}; empty for its root
 */
public record Place(String file, int line, int column, String path) {
  @Override
  public String toString() {
    String position = file + ":" + line + ":" + column;
    return path.isEmpty() ? position : position + ": " + path;
  }
}
