package dev.storekeeper.cleanup.scan;

import dev.storekeeper.retention.Known;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Derives facts from facts: whatever depends on an unknown one is unknown. */
final class Facts {
  private Facts() {}

  static <T, R> Known<R> map(Known<T> fact, Function<T, R> function) {
    return flatMap(fact, value -> new Known.Value<>(function.apply(value)));
  }

  static <T, R> Known<R> flatMap(Known<T> fact, Function<T, Known<R>> function) {
    return switch (fact) {
      case Known.Value<T>(T value) -> function.apply(value);
      case Known.Unknown<T>(String why) -> new Known.Unknown<>(why);
      case Known.Unasked<T> unasked -> new Known.Unasked<>();
    };
  }

  static <T, U, R> Known<R> combine(Known<T> one, Known<U> other, BiFunction<T, U, R> function) {
    return flatMap(one, first -> map(other, second -> function.apply(first, second)));
  }

  static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty() || (other.isPresent() && other.get().isAfter(one.get())) ? other : one;
  }
}
