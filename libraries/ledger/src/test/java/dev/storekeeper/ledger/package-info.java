/** Tests of the ledger, against DynamoDB Local where DynamoDB's own behaviour counts. */
@NullMarked
package dev.storekeeper.ledger;

import org.jspecify.annotations.NullMarked;
