package dev.storekeeper.sandbox.runtime.dynamodb;

import dev.storekeeper.sandbox.runtime.Account;

/** Between the ARNs of the account and those that DynamoDB Local gives everything. */
final class ArnNames {
  private static final String LOCAL = "arn:aws:dynamodb:ddblocal:000000000000:";

  private final String ours;
  private final String region;

  ArnNames(Account account) {
    this.ours = account.arn("dynamodb", "");
    this.region = "\"awsRegion\":\"" + account.region() + "\"";
  }

  /** A text with DynamoDB Local's ARNs as the account's. */
  String toOurs(String text) {
    return text.replace(LOCAL, ours).replace("\"awsRegion\":\"ddblocal\"", region);
  }

  /** A text with the account's ARNs as DynamoDB Local's. */
  String toLocal(String text) {
    return text.replace(ours, LOCAL);
  }
}
