package dev.storekeeper.sandbox.runtime.lambda;

import java.util.List;

/**
 * What runs of a function.
 *
 * @param function the function's name
 * @param processes the ids of its processes, those at work first
 * @param starts how many processes were started so far
 */
public record FunctionState(String function, List<Long> processes, long starts) {
  public FunctionState {
    processes = List.copyOf(processes);
  }
}
