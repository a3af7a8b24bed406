package dev.storekeeper.codeartifact.pace;

import java.math.BigDecimal;

/**
 * What CodeArtifact asks for requests (AWS price list: 0.05 USD for 10,000, beyond the free ones).
 */
public final class Price {
  private static final BigDecimal REQUEST = new BigDecimal("0.000005");

  private Price() {}

  /**
   * The price of so many requests in US dollars, with six decimals, as if none of them were free.
   */
  public static BigDecimal of(long requests) {
    if (requests < 0) {
      throw new IllegalArgumentException("requests: found " + requests + ", expected 0 or more");
    }
    return REQUEST.multiply(BigDecimal.valueOf(requests));
  }
}
