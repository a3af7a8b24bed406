package dev.storekeeper.retention;

import java.time.Duration;

/** It was neither read nor published for so long. */
record UnreadCriterion(Duration window) implements Criterion {
  @Override
  public String field() {
    return "unread_for";
  }

  @Override
  public Check check(VersionView version) {
    Check unread =
        switch (version.facts().reads()) {
          case Known.Value<ReadHistory>(ReadHistory reads) ->
              Ages.unread(reads, version.asOf(), window);
          case Known.Unknown<ReadHistory>(String why) -> Check.unknown(why);
          case Known.Unasked<ReadHistory>() -> Check.ask(Question.READS);
        };
    if (!unread.holds()) {
      return unread;
    }
    Check published = Ages.published(version.facts().published(), version.asOf(), window);
    return published.holds() ? unread : published;
  }
}
