package dev.storekeeper.cleanup.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Outcome;

/** Rows as JSON, one a line. Reading a line gives the row that was written. */
public final class RowCodec {
  private RowCodec() {}

  /**
   * The line of a row, without a line break.
   *
   * @throws IllegalArgumentException if nothing was decided: no such row belongs in a plan
   */
  public static String write(Row row) {
    ObjectNode line = JsonFields.object();
    PackageCoordinates coordinates = row.version().coordinates();
    line.put("region", coordinates.region());
    line.put("domainOwner", coordinates.domainOwner());
    line.put("domain", coordinates.domain());
    line.put("repository", coordinates.repository());
    coordinates.administrator().ifPresent(account -> line.put("administrator", account));
    line.put("format", coordinates.format());
    line.put("namespace", coordinates.namespace());
    line.put("name", coordinates.name());
    line.put("version", row.version().version());
    line.put("revision", row.revision());
    line.put("status", row.status());
    line.put("origin", row.origin().name());
    row.published().ifPresent(time -> line.put("published", time.toString()));
    row.lastRead().ifPresent(time -> line.put("lastRead", time.toString()));
    row.bytes().ifPresent(bytes -> line.put("bytes", bytes));
    write(row.outcome(), line);
    row.inFlight().ifPresent(state -> line.put("inFlight", state));
    return line.toString();
  }

  /** Adds what was decided to an object. */
  public static void write(Outcome outcome, ObjectNode line) {
    switch (outcome) {
      case Outcome.Selected(String policy, String reason) ->
          line.put("outcome", "SELECTED").put("policy", policy).put("reason", reason);
      case Outcome.Kept(Outcome.Why why, String rule, String reason) ->
          line.put("outcome", why.name()).put("rule", rule).put("reason", reason);
      case Outcome.Undecided undecided ->
          throw new IllegalArgumentException(
              "outcome: found " + undecided + ", expected a decision");
    }
  }

  /**
   * The row of a line.
   *
   * @throws IllegalArgumentException if it is not a line that {@link #write} made; names the field
   */
  public static Row read(String text) {
    JsonFields line = JsonFields.parse(text);
    return new Row(
        new PackageVersion(
            new PackageCoordinates(
                line.text("region"),
                line.text("domainOwner"),
                line.text("domain"),
                line.text("repository"),
                line.optionalText("administrator"),
                line.text("format"),
                line.text("namespace"),
                line.text("name")),
            line.text("version")),
        line.text("revision"),
        line.text("status"),
        line.oneOf(OriginType.class, "origin"),
        line.optionalInstant("published"),
        line.optionalInstant("lastRead"),
        line.optionalNumber("bytes"),
        outcome(line),
        line.optionalText("inFlight"));
  }

  /** What was decided, as {@link #write(Outcome, ObjectNode)} wrote it. */
  public static Outcome outcome(JsonFields line) {
    if (line.text("outcome").equals("SELECTED")) {
      return new Outcome.Selected(line.text("policy"), line.text("reason"));
    }
    return new Outcome.Kept(
        line.oneOf(Outcome.Why.class, "outcome"), line.text("rule"), line.text("reason"));
  }
}
