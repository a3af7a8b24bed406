package dev.storekeeper.token.audit;

import dev.storekeeper.token.state.StateUnavailableException;
import java.util.List;
import java.util.SortedMap;

/**
 * How many requests were refused in each window, by issuer and code, exactly. Implementations are
 * safe for use by many threads and processes.
 */
public interface DenialCounts {
  /**
   * Counts one refusal.
   *
   * @return how many of its kind the window has, this one included
   * @throws StateUnavailableException if it may not have been counted; it is not counted twice
   */
  long add(Kind kind) throws StateUnavailableException;

  /** The latest window in which nothing is counted any more. */
  Window lastEnded();

  /** The windows up to this one whose counts were not taken away yet, oldest first. */
  List<Window> ended(Window last) throws StateUnavailableException;

  /**
   * Closes a window, so that its counts never change again; what is counted later goes to a later
   * window. Closing it again gives the same counts.
   */
  SortedMap<Kind, Long> close(Window window) throws StateUnavailableException;

  /** Takes the counts of a closed window away. */
  void clear(Window window) throws StateUnavailableException;

  /** Remembers that nothing is left in the windows up to this one. */
  void advance(Window window) throws StateUnavailableException;

  /**
   * What is counted together.
   *
   * @param issuer the policy's id of the verified issuer, or {@code unverified}
   * @param code the code that callers were given
   */
  record Kind(String issuer, String code) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int byIssuer = issuer.compareTo(other.issuer);
      return byIssuer != 0 ? byIssuer : code.compareTo(other.code);
    }
  }
}
