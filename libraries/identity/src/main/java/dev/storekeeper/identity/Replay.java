package dev.storekeeper.identity;

/**
 * How often one ID token may be exchanged.
 *
 * @param maxUses 1 where a job can ask its CI for a fresh token, more where its token is fixed
 */
public record Replay(int maxUses) {
  /** The most uses that a policy may allow. */
  public static final int MAX_USES = 1000;

  public Replay {
    if (maxUses < 1 || maxUses > MAX_USES) {
      throw new IllegalArgumentException("max_uses is " + maxUses + "; expected 1 to " + MAX_USES);
    }
  }

  /** One exchange a token. */
  public static Replay singleUse() {
    return new Replay(1);
  }
}
