package dev.storekeeper.retention;

import java.util.Optional;
import java.util.function.Function;

/** What can be made of facts that may be unknown. */
final class Knowledge {
  private Knowledge() {}

  static <T, R> Known<R> map(Known<T> known, Function<T, R> function) {
    return switch (known) {
      case Known.Value<T>(T value) -> new Known.Value<>(function.apply(value));
      case Known.Unknown<T>(String why) -> new Known.Unknown<>(why);
      case Known.Unasked<T>() -> new Known.Unasked<>();
    };
  }

  /** Why a fact is not known; empty if it is. */
  static Optional<String> doubt(Known<?> known) {
    return switch (known) {
      case Known.Value<?> value -> Optional.empty();
      case Known.Unknown<?> unknown -> Optional.of(unknown.why());
      case Known.Unasked<?> unasked -> Optional.of("nobody asked");
    };
  }
}
