package dev.storekeeper.identity;

/**
 * An issuer's keys cannot be had now and no usable copy is left; the same call may succeed later.
 */
public final class KeysUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  private final String issuer;

  /** With the policy's id of the issuer and what went wrong. */
  public KeysUnavailableException(String issuer, String problem) {
    super("the keys of issuer " + issuer + " are not available: " + problem);
    this.issuer = issuer;
  }

  /** The policy's id of the issuer. */
  public String issuer() {
    return issuer;
  }
}
