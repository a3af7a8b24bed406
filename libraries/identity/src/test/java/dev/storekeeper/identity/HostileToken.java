package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A token that must be refused by an issuer that uses RS256, has the mint's key alone, and asks for
 * its audience exactly. The claims that it is made from have to be issued just now, with one text
 * as {@code aud}.
 *
 * @param row the row of the hostile-input checklist
 * @param name what is wrong with it
 * @param problem why it has to be refused
 * @param recipe how it is made
 */
public record HostileToken(int row, String name, TokenProblem problem, Recipe recipe) {
  /** Makes a token from a mint and claims that would be accepted. */
  @FunctionalInterface
  public interface Recipe {
    /** The compact text; the claims are a copy that may be changed. */
    String make(TokenMint mint, ObjectNode claims);
  }

  /** The compact text; the claims are left as they are. */
  public String make(TokenMint mint, ObjectNode claims) {
    return recipe.make(mint, claims.deepCopy());
  }

  @Override
  public String toString() {
    return row + " " + name + " -> " + problem.word();
  }
}
