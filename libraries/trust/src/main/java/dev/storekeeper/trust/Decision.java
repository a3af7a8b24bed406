package dev.storekeeper.trust;

import java.util.List;

/** What the trust policy says of a request. */
public sealed interface Decision {
  /**
   * The request is granted.
   *
   * @param grant what is granted
   * @param shadow what statements in audit mode would have said, for the audit record
   */
  record Allowed(Grant grant, List<String> shadow) implements Decision {
    public Allowed {
      shadow = List.copyOf(shadow);
    }
  }

  /**
   * The request is refused.
   *
   * @param reason why, in public
   * @param explanation why, as far as this caller may know
   * @param shadow what statements in audit mode would have said, for the audit record
   */
  record Denied(DenialReason reason, Explanation explanation, List<String> shadow)
      implements Decision {
    public Denied {
      shadow = List.copyOf(shadow);
    }
  }
}
