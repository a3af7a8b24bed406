package dev.storekeeper.token.replay;

import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.token.state.StateTable;
import dev.storekeeper.token.state.StateUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Uses of ID tokens in the function's table: one item a token, {@code replay#<replay key>}, with
 * {@code uses}, the {@code nonces} of the claims and {@code expires}, the second until which the
 * token could be presented. An item that has expired admits nobody: whether DynamoDB has removed it
 * by then makes no difference.
 */
public final class DynamoDbReplayGuard implements ReplayGuard {
  /** For clocks that differ, so that no item goes before its token does. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private static final String CLAIM =
      "SET #expires = :expires, #ttl = :expires ADD #uses :one, #nonces :nonces";
  private static final String UNCLAIMED =
      "(attribute_not_exists(#key) OR (#uses < :max AND #expires >= :now))"
          + " AND NOT contains(#nonces, :nonce)";

  private final StateTable table;
  private final Clock clock;
  private final RandomGenerator random;

  /** A guard with its items in this table. */
  public DynamoDbReplayGuard(StateTable table, Clock clock, RandomGenerator random) {
    this.table = table;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Optional<Claim> claim(VerifiedToken token) throws StateUnavailableException {
    Claim claim = new Claim(token.replayKey(), HexFormat.of().toHexDigits(random.nextLong()));
    try {
      table.call(dynamoDb ->
          dynamoDb.updateItem(request ->
              request
                  .tableName(table.name())
                  .key(StateTable.key(key(claim)))
                  .updateExpression(CLAIM)
                  .conditionExpression(UNCLAIMED)
                  .expressionAttributeNames(
                      Map.of(
                          "#key", StateTable.KEY,
                          "#ttl", StateTable.TTL,
                          "#expires", "expires",
                          "#uses", "uses",
                          "#nonces", "nonces"))
                  .expressionAttributeValues(values(token, claim))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD)));
      return Optional.of(claim);
    } catch (ConditionalCheckFailedException e) {
      return isOwn(claim, e) ? Optional.of(claim) : Optional.empty();
    }
  }

  @Override
  public void release(Claim claim) throws StateUnavailableException {
    try {
      table.call(dynamoDb ->
          dynamoDb.updateItem(request ->
              request
                  .tableName(table.name())
                  .key(StateTable.key(key(claim)))
                  .updateExpression("ADD #uses :less DELETE #nonces :nonces")
                  .conditionExpression("contains(#nonces, :nonce)")
                  .expressionAttributeNames(Map.of("#uses", "uses", "#nonces", "nonces"))
                  .expressionAttributeValues(
                      Map.of(
                          ":less", StateTable.number(-1),
                          ":nonce", AttributeValue.fromS(claim.nonce()),
                          ":nonces", AttributeValue.builder().ss(claim.nonce()).build()))));
    } catch (ConditionalCheckFailedException e) {
      return;
    }
  }

  private Map<String, AttributeValue> values(VerifiedToken token, Claim claim) {
    return Map.of(
        ":one", StateTable.number(1),
        ":max", StateTable.number(token.issuer().replay().maxUses()),
        ":now", StateTable.number(clock.instant().getEpochSecond()),
        ":expires", StateTable.number(token.acceptedUntil().plus(MARGIN).getEpochSecond()),
        ":nonce", AttributeValue.fromS(claim.nonce()),
        ":nonces", AttributeValue.builder().ss(claim.nonce()).build());
  }

  /** The SDK repeats a call whose answer was lost; the repetition then meets its own nonce. */
  private static boolean isOwn(Claim claim, ConditionalCheckFailedException refusal) {
    AttributeValue nonces = refusal.hasItem() ? refusal.item().get("nonces") : null;
    return nonces != null && nonces.ss().contains(claim.nonce());
  }

  private static String key(Claim claim) {
    return "replay#" + claim.replayKey();
  }
}
