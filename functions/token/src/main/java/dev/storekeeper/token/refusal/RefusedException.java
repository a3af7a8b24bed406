package dev.storekeeper.token.refusal;

/** Ends the handling of a request that is refused. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  /** Ends it with this refusal. */
  public RefusedException(Refusal refusal) {
    super(refusal.code().code() + ": " + refusal.reason());
    this.refusal = refusal;
  }

  /** Ends it with this refusal, after a failure. */
  public RefusedException(Refusal refusal, Throwable cause) {
    super(refusal.code().code() + ": " + refusal.reason(), cause);
    this.refusal = refusal;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }
}
