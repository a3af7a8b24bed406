package dev.storekeeper.sandbox.codeartifact.access;

import java.util.List;

/**
 * One statement of a permissions policy.
 *
 * @param allows whether its effect is {@code Allow}, else it is {@code Deny}
 * @param principals the principals of type {@code AWS}, {@code *} for everyone
 * @param actions patterns of IAM actions
 * @param resources patterns of ARNs
 * @param conditional whether it has conditions
 */
public record PolicyStatement(
    boolean allows, Matcher principals, Matcher actions, Matcher resources, boolean conditional) {
  /**
   * The values of an element.
   *
   * @param values as written
   * @param inverted whether the element was written with {@code Not}
   */
  public record Matcher(List<String> values, boolean inverted) {
    public Matcher {
      values = List.copyOf(values);
    }
  }
}
