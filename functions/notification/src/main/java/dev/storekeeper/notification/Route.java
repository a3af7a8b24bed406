package dev.storekeeper.notification;

import java.util.List;

/**
 * A route of the policy; its pattern is kept beside it.
 *
 * @param name its name in the policy
 * @param destinations where matching records are announced
 */
record Route(String name, List<Destination> destinations) {
  Route {
    destinations = List.copyOf(destinations);
  }
}
