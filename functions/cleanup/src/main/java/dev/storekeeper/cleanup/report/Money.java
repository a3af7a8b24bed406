package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.plan.Totals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What a plan is worth, in US dollars: 0.05 for a GB-month and 0.05 for 10,000 calls, without the
 * free tier (AWS CodeArtifact pricing, most regions). Whether calls that fetch no asset are billed
 * as requests is not certain; they are counted as if they were.
 *
 * @param savedPerMonth for the storage that it frees
 * @param scan what the calls of the scan cost, once
 * @param firstMonth what is left of the first month's savings
 */
record Money(BigDecimal savedPerMonth, BigDecimal scan, BigDecimal firstMonth) {
  private static final BigDecimal PRICE = new BigDecimal("0.05");
  private static final BigDecimal CALLS = BigDecimal.valueOf(10_000);
  private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1L << 30);
  private static final int SCALE = 4;

  static Money of(Totals totals) {
    BigDecimal saved = price(totals.reclaimable(), GIGABYTE);
    BigDecimal scan = price(totals.calls(), CALLS);
    return new Money(saved, scan, saved.subtract(scan));
  }

  private static BigDecimal price(long amount, BigDecimal unit) {
    return BigDecimal.valueOf(amount)
        .multiply(PRICE)
        .divide(unit, MathContext.DECIMAL64)
        .setScale(SCALE, RoundingMode.HALF_UP);
  }
}
