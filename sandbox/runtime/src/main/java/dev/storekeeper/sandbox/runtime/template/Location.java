package dev.storekeeper.sandbox.runtime.template;

/**
 * A place in a template.
 *
 * @param path the way from the template's root, for example {@code Resources.Queue.Properties}
 * @param line the line in the file, from 1
 */
record Location(String path, int line) {
  Location member(String name) {
    return member(name, line);
  }

  Location member(String name, int memberLine) {
    return new Location(path.isEmpty() ? name : path + "." + name, memberLine);
  }

  Location item(int index, int itemLine) {
    return new Location(path + "[" + index + "]", itemLine);
  }
}
