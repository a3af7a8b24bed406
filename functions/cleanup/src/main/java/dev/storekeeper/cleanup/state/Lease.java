package dev.storekeeper.cleanup.state;

import java.time.Instant;

/**
 * The right to work on something, until a time. Its fence is higher than that of every lease
 * before, and every write that goes with the work is refused once there is a later one.
 *
 * @param work what is worked on
 * @param fence which lease of it this is
 * @param wakes how often the work had been made due when the lease was taken
 * @param until when it ends
 */
public record Lease(String work, long fence, long wakes, Instant until) {}
