package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.plan.Row;
import java.io.IOException;

/** The rows of a plan, one at a time, as often as wanted. */
@FunctionalInterface
interface RowSource {
  /** Takes a row. */
  @FunctionalInterface
  interface Visitor {
    void visit(Row row) throws IOException;
  }

  /** Passes all rows in their order. */
  void forEach(Visitor visitor) throws IOException;
}
