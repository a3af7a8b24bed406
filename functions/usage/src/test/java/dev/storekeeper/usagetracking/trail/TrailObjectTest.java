package dev.storekeeper.usagetracking.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailObjectTest {
  private static final String CHAIN = "111111111111_CloudTrail-Digest_eu-west-1_audit_eu-west-1";

  @ParameterizedTest
  @CsvSource({
    "AWSLogs/111111111111/CloudTrail/eu-west-1/2026/03/04/111111111111_CloudTrail_eu-west-1_20260304T1015Z_a1B2.json.gz,"
        + " LogFile",
    "pre/fix/AWSLogs/o-exampleorg/111111111111/CloudTrail/eu-west-1/2026/03/04/x.json.gz, LogFile",
    "AWSLogs/222222222222/CloudTrail/eu-west-1/2026/03/04/x.json.gz, Other",
    "AWSLogs/111111111111/CloudTrail/us-east-1/2026/03/04/x.json.gz, Other",
    "AWSLogs/111111111111/CloudTrail-Insight/eu-west-1/2026/03/04/x.json.gz, Other",
    "AWSLogs/111111111111/CloudTrail-Digest/eu-west-1/2026/03/04/111111111111_CloudTrail-Digest_eu-west-1_audit_eu-west-1_20260304T101500Z.json.gz,"
        + " DigestFile",
    "AWSLogs/111111111111/CloudTrail-Digest/eu-west-1/2026/03/04/111111111111_CloudTrail-Digest_eu-west-1_audit_eu-west-1_20260304T101500Z_backfill.json.gz,"
        + " Other",
    "AWSLogs/111111111111/CloudTrail-Digest/us-east-1/2026/03/04/111111111111_CloudTrail-Digest_us-east-1_audit_eu-west-1_20260304T101500Z.json.gz,"
        + " Other",
    "something/else.json.gz, Other"
  })
  void anObjectIsToldByItsKey(String key, String kind) {
    TrailObject object = TrailObject.of(key, "111111111111", "eu-west-1");
    assertThat(object.getClass().getSimpleName()).isEqualTo(kind);
    if (object instanceof TrailObject.DigestFile digest) {
      assertThat(digest.chain()).isEqualTo(CHAIN);
    }
  }
}
