package dev.storekeeper.sandbox.codeartifact;

/**
 * How many requests a second are served (User Guide, "Quotas in AWS CodeArtifact"), as a multiple
 * of the service's default quotas.
 *
 * @param factor above 0; infinite for no quotas at all
 */
public record RequestQuotas(double factor) {
  /** The service's default quotas. */
  public static final RequestQuotas SERVICE = new RequestQuotas(1);

  /** No quotas: every request is served. */
  public static final RequestQuotas NONE = new RequestQuotas(Double.POSITIVE_INFINITY);

  /**
   * @throws IllegalArgumentException if the factor is not above 0
   */
  public RequestQuotas {
    if (!(factor > 0)) {
      throw new IllegalArgumentException(
          "The factor of request quotas is " + factor + ", expected more than 0");
    }
  }

  /** Whether there are quotas at all. */
  public boolean limited() {
    return factor < Double.POSITIVE_INFINITY;
  }
}
