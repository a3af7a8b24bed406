package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.item.Progress;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.Samples;
import java.time.Duration;
import java.util.Optional;

/** A version on its way out, as the control function finds it. */
final class Widget {
  static final String COORDINATES = "acme/team/pypi/-/widget";

  private Widget() {}

  static void item(Office office, ItemState state, Optional<String> export) throws Exception {
    Progress progress =
        new Progress(
            state,
            Office.NOW.plus(Duration.ofDays(3)),
            Optional.of("Archived"),
            Optional.of(Office.NOW),
            Optional.of(Office.NOW),
            Optional.empty(),
            Optional.empty(),
            export,
            "a note",
            Office.NOW);
    Item item = Samples.item("1.0").with(progress);
    Lease lease =
        office
            .state
            .lease(Work.of(Samples.WIDGET), Office.NOW, Duration.ofMinutes(1))
            .orElseThrow();
    office.state.put(item, lease);
    office.state.release(lease, state.isFinal() ? Optional.empty() : Optional.of(item.due()));
  }
}
