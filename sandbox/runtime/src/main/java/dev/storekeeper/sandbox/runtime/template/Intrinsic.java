package dev.storekeeper.sandbox.runtime.template;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The intrinsic functions that the sandbox evaluates. */
enum Intrinsic {
  REF("Ref", false),
  SUB("Fn::Sub", false),
  GET_ATT("Fn::GetAtt", false),
  IF("Fn::If", false),
  JOIN("Fn::Join", false),
  SELECT("Fn::Select", false),
  SPLIT("Fn::Split", false),
  FIND_IN_MAP("Fn::FindInMap", false),
  EQUALS("Fn::Equals", true),
  AND("Fn::And", true),
  OR("Fn::Or", true),
  NOT("Fn::Not", true),
  CONDITION("Condition", true);

  private final String written;
  private final boolean decides;

  Intrinsic(String written, boolean decides) {
    this.written = written;
    this.decides = decides;
  }

  /** Its long form, for example {@code Fn::Sub}. */
  String written() {
    return written;
  }

  /** Whether it belongs in conditions only. */
  boolean decides() {
    return decides;
  }

  /** The function of a short form such as {@code !Sub}. */
  static Optional<Intrinsic> ofTag(String tag) {
    return Arrays.stream(values())
        .filter(function -> tag.equals("!" + function.written.replace("Fn::", "")))
        .findFirst();
  }

  /** The function of a long form; {@code Condition} is none outside of conditions. */
  static Optional<Intrinsic> ofKey(String key) {
    return Arrays.stream(values())
        .filter(function -> function != CONDITION && function.written.equals(key))
        .findFirst();
  }

  /** All names, for error messages. */
  static String known() {
    return Arrays.stream(values()).map(Intrinsic::written).collect(Collectors.joining(", "));
  }
}
