package dev.storekeeper.sandbox.codeartifact.store;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * A sorted table of values by key. Read it inside {@link MetadataStore#read} and change it inside
 * {@link MetadataStore#write}.
 */
public final class Table<V> {
  private final MVMap<String, String> map;
  private final Codec<V> codec;

  Table(MVMap<String, String> map, Codec<V> codec) {
    this.map = map;
    this.codec = codec;
  }

  /** A row. */
  public record Row<V>(String key, V value) {}

  /** The value at a key. */
  public Optional<V> get(String key) {
    return Optional.ofNullable(map.get(key)).map(this::decode);
  }

  /** Whether there is a value at a key. */
  public boolean contains(String key) {
    return map.containsKey(key);
  }

  /** Sets the value at a key. */
  public void put(String key, V value) {
    map.put(key, Json.text(codec.encode(value)));
  }

  /** Removes the value at a key, if there is one. */
  public void remove(String key) {
    map.remove(key);
  }

  /** Removes all keys that begin with a prefix. */
  public void removeAll(String prefix) {
    keys(prefix).forEach(map::remove);
  }

  /** All keys that begin with a prefix, in order. */
  public List<String> keys(String prefix) {
    return stream(map.keyIterator(prefix)).takeWhile(key -> key.startsWith(prefix)).toList();
  }

  /** The greatest key. */
  public Optional<String> lastKey() {
    return Optional.ofNullable(map.lastKey());
  }

  /** All rows whose keys begin with a prefix, in order of their keys, read as the stream goes. */
  public Stream<Row<V>> rows(String prefix) {
    return rows(prefix, "");
  }

  /** The same, only rows whose keys come after a given one; an empty text means all. */
  public Stream<Row<V>> rows(String prefix, String after) {
    Cursor<String, String> cursor = map.cursor(after.compareTo(prefix) > 0 ? after : prefix);
    return stream(cursor)
        .dropWhile(key -> key.equals(after))
        .takeWhile(key -> key.startsWith(prefix))
        .map(key -> new Row<>(key, decode(cursor.getValue())));
  }

  private V decode(String text) {
    return codec.decode(Json.parse(text));
  }

  private static Stream<String> stream(Iterator<String> keys) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(keys, Spliterator.ORDERED), false);
  }
}
