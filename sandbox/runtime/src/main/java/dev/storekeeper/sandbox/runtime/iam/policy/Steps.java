package dev.storekeeper.sandbox.runtime.iam.policy;

import java.util.ArrayList;
import java.util.List;

/** The way from a document's root to a part of it: names, and positions in lists. */
record Steps(List<Object> path) {
  Steps {
    path = List.copyOf(path);
  }

  Steps to(Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return new Steps(longer);
  }
}
