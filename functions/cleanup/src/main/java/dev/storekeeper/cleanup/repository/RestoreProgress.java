package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.json.JsonFields;
import java.util.Optional;

/**
 * How far the return of a repository is.
 *
 * @param tombstone the key of the tombstone that it goes by
 * @param after the last list of copies that is dealt with
 * @param versions how many versions are there again
 * @param refused how many could not be published
 */
record RestoreProgress(String tombstone, Optional<String> after, long versions, long refused) {
  static RestoreProgress begin(String tombstone) {
    return new RestoreProgress(tombstone, Optional.empty(), 0, 0);
  }

  RestoreProgress past(String list, long restored, long others) {
    return new RestoreProgress(tombstone, Optional.of(list), versions + restored, refused + others);
  }

  String write() {
    var json = JsonFields.object().put("tombstone", tombstone);
    after.ifPresent(list -> json.put("after", list));
    return json.put("versions", versions).put("refused", refused).toString();
  }

  static RestoreProgress read(String text) {
    JsonFields json = JsonFields.parse(text);
    return new RestoreProgress(
        json.text("tombstone"),
        json.optionalText("after"),
        json.number("versions"),
        json.number("refused"));
  }
}
