package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the rows of a plan. A repository's rows are read from their beginning for each page of
 * it.
 *
 * @param rows the rows, in the plan's order
 * @param cursor where the next page starts; absent if there is no more
 */
record PlanPage(List<Row> rows, Optional<String> cursor) {
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,6})\\.([0-9]{1,12})");

  PlanPage {
    rows = List.copyOf(rows);
  }

  /**
   * Which rows.
   *
   * @param repository those of one repository, or of all
   * @param all whether those that stay are wanted too
   * @param limit at most so many
   */
  record Query(Optional<String> repository, boolean all, int limit) {}

  static PlanPage read(Bucket bucket, Plan plan, Query query, Optional<String> cursor)
      throws ControlException, IOException {
    Place from = Place.of(cursor);
    Manifest manifest = Manifest.read(bucket, plan.id());
    List<Manifest.Part> parts = manifest.repositories();
    if (query.repository().isPresent()
        && parts.stream().noneMatch(it -> it.repository().equals(query.repository().get()))) {
      throw ControlException.refused(
          "repository: found %s, expected one of plan %s"
              .formatted(Shown.text(query.repository().get()), plan.id()));
    }
    Reading reading = new Reading(query);
    for (int i = from.part(); i < parts.size() && reading.next.isEmpty(); i++) {
      Manifest.Part part = parts.get(i);
      boolean asked = query.repository().map(part.repository()::equals).orElse(true);
      if (asked && (query.all() || part.selected() > 0)) {
        reading.part(bucket, i, part, i == from.part() ? from.row() : 0);
      }
    }
    return new PlanPage(reading.rows, reading.next.map(Place::toString));
  }

  /** One reading; not safe for use by several threads. */
  private static final class Reading {
    private final Query query;
    private final List<Row> rows = new ArrayList<>();
    private Optional<Place> next = Optional.empty();
    private long seen;

    Reading(Query query) {
      this.query = query;
    }

    void part(Bucket bucket, int index, Manifest.Part part, long from) throws IOException {
      seen = 0;
      new Rows(bucket)
          .<RuntimeException>forEach(
              part.chunks(),
              row -> {
                long place = seen++;
                if (place < from || (!query.all() && !row.isSelected())) {
                  return true;
                }
                if (rows.size() == query.limit()) {
                  next = Optional.of(new Place(index, place));
                  return false;
                }
                return rows.add(row);
              });
    }
  }

  private record Place(int part, long row) {
    static Place of(Optional<String> cursor) throws ControlException {
      if (cursor.isEmpty()) {
        return new Place(0, 0);
      }
      Matcher matcher = CURSOR.matcher(cursor.get());
      if (!matcher.matches()) {
        throw ControlException.invalid(
            "cursor: found %s, expected the cursor of an earlier page"
                .formatted(Shown.text(cursor.get())));
      }
      return new Place(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
      return part + "." + row;
    }
  }
}
