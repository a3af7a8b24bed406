package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The usable keys of one issuer.
 *
 * @param keys the keys, each once
 */
record KeySet(List<JWK> keys) {
  static final int MAX_KEYS = 64;
  private static final int MAX_SAME_ID = 4;

  KeySet {
    keys = List.copyOf(keys);
  }

  /**
   * Reads a key set (RFC 7517 section 5) and leaves out what is not fit for verifying.
   *
   * @throws MalformedException if it is no key set, too large, or has no fit key
   */
  static KeySet read(byte[] json) throws MalformedException {
    JsonNode list = StrictJson.DOCUMENT.object(json).path("keys");
    if (!list.isArray() || list.size() > MAX_KEYS) {
      throw new MalformedException(
          "a key set without a list of keys or with more than " + MAX_KEYS);
    }
    List<JWK> keys = new ArrayList<>();
    for (JsonNode key : list) {
      KeyReader.read(key).filter(fit -> !keys.contains(fit)).ifPresent(keys::add);
    }
    if (keys.isEmpty()) {
      throw new MalformedException("a key set without a key that is fit for verifying ID tokens");
    }
    return new KeySet(keys);
  }

  /** The keys of an id: usually one; none where too many share it. */
  List<JWK> withId(String id) {
    List<JWK> found = keys.stream().filter(key -> id.equals(key.getKeyID())).toList();
    return found.size() <= MAX_SAME_ID ? found : List.of();
  }

  /** The only key, where there is one only. */
  Optional<JWK> single() {
    return Optional.of(keys).filter(all -> all.size() == 1).map(List::getFirst);
  }
}
