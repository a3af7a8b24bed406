package dev.storekeeper.retention;

/** Its assets have more bytes together. */
record SizeCriterion(long bytes) implements Criterion {
  @Override
  public String field() {
    return "larger_than";
  }

  @Override
  public Check check(VersionView version) {
    return switch (version.facts().bytes()) {
      case Known.Value<Long>(Long size) ->
          Check.of(
              size > bytes,
              "it has " + size + " bytes, more than " + bytes,
              "it has " + size + " bytes, not more than " + bytes);
      case Known.Unknown<Long>(String why) -> Check.unknown(why);
      case Known.Unasked<Long>() -> Check.ask(Question.BYTES);
    };
  }
}
