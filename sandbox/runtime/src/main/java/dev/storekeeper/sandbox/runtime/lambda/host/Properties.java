package dev.storekeeper.sandbox.runtime.lambda.host;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads a resource's properties, with errors that name the resource and the property. */
public record Properties(String logicalId, JsonNode node) {

  /**
   * A required string.
   *
   * @throws IllegalArgumentException if it is absent or no string
   */
  public String text(String... path) {
    JsonNode value = node;
    for (String name : path) {
      value = value.path(name);
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw refused(
          String.join(".", path), value.isMissingNode() ? "nothing" : value.toString(), "a string");
    }
    return value.textValue();
  }

  /**
   * A whole number, or a default where it is absent; a number in quotes is read as CloudFormation
   * does.
   *
   * @throws IllegalArgumentException if it is no whole number between the bounds, both included
   */
  public int number(String name, int otherwise, int least, int most) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    String expected = "a whole number from " + least + " to " + most;
    try {
      int number = Integer.parseInt(value.asText());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refused(name, value.toString(), expected);
    }
    throw refused(name, value.toString(), expected);
  }

  /**
   * A boolean, false where it is absent.
   *
   * @throws IllegalArgumentException if it is neither true nor false
   */
  public boolean flag(String name) {
    String value = node.path(name).asText("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw refused(name, value, "true or false");
    }
    return value.equals("true");
  }

  /** Refuses each of these properties where it is there: the sandbox does not offer it. */
  public void refuse(String... names) {
    for (String name : names) {
      if (node.has(name)) {
        throw refused(name, node.get(name).toString(), "nothing: the sandbox does not offer it");
      }
    }
  }

  /** The error for a property. */
  public IllegalArgumentException refused(String property, String found, String expected) {
    return new IllegalArgumentException(
        "resource "
            + logicalId
            + ", property "
            + property
            + ": found "
            + found
            + ", expected "
            + expected);
  }
}
