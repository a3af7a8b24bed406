package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is wrong with the documents of a provider. Safe for use by many threads. */
final class DocumentFaults {
  private final Map<Target, Kind> faults = new EnumMap<>(Target.class);

  /** The documents. */
  enum Target {
    DISCOVERY,
    KEYS
  }

  /** What can be wrong. */
  enum Kind {
    /** 500. */
    ERROR,
    /** A document with nothing in it. */
    EMPTY,
    /** A page for people, with status 200. */
    HTML,
    /** A good document of 5 MB. */
    OVERSIZE,
    /** 10,000 keys, the good ones last; only of keys. */
    MANY_KEYS,
    /** A body that comes byte by byte and does not end for a minute. */
    SLOW,
    /** A redirection to the good document. */
    REDIRECT,
    /** Another issuer's document; only of discovery. */
    WRONG_ISSUER,
    /** Nothing. */
    OFF
  }

  /**
   * Lets a document be wrong from now on, or right again.
   *
   * @throws IllegalArgumentException if that cannot be wrong with it
   */
  synchronized void set(Target target, Kind kind) {
    boolean possible =
        switch (kind) {
          case MANY_KEYS -> target == Target.KEYS;
          case WRONG_ISSUER -> target == Target.DISCOVERY;
          case ERROR, EMPTY, HTML, OVERSIZE, SLOW, REDIRECT, OFF -> true;
        };
    if (!possible) {
      throw new IllegalArgumentException(written(target) + " cannot have " + written(kind));
    }
    if (kind == Kind.OFF) {
      faults.remove(target);
    } else {
      faults.put(target, kind);
    }
  }

  synchronized void clear() {
    faults.clear();
  }

  synchronized Optional<Kind> of(Target target) {
    return Optional.ofNullable(faults.get(target));
  }

  synchronized ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    faults.forEach((target, kind) -> json.put(written(target), written(kind)));
    return json;
  }

  /**
   * The constant that is written so.
   *
   * @throws IllegalArgumentException naming what is expected
   */
  static <E extends Enum<E>> E read(String what, String text, E[] all) {
    return Arrays.stream(all)
        .filter(each -> written(each).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                what
                    + ": found \""
                    + text
                    + "\", expected one of "
                    + Arrays.stream(all).map(DocumentFaults::written).toList()));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
