package dev.storekeeper.sandbox.codeartifact.access;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.util.List;

/**
 * A permissions policy that obeys the grammar of resource policies (IAM User Guide, "Grammar of the
 * IAM JSON policy language"). Conditions are kept unread.
 *
 * @param statements at least one
 */
public record PolicyDocument(List<PolicyStatement> statements) {
  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /**
   * Reads a document.
   *
   * @throws ServiceException 400 {@code ValidationException} that names the element that is wrong,
   *     what was found and what is expected
   */
  public static PolicyDocument parse(String text) {
    return new PolicyReader().read(text);
  }
}
