package dev.storekeeper.sandbox.runtime.sqs;

import java.time.Duration;

/**
 * How full a queue is.
 *
 * @param name the queue's name
 * @param arn its ARN
 * @param url its URL
 * @param visible messages that can be received now
 * @param inFlight messages that somebody received and did not delete yet
 * @param delayed messages that were sent with a delay and did not appear yet
 * @param oldest the age of the oldest message, zero for an empty queue
 */
public record QueueSnapshot(
    String name, String arn, String url, int visible, int inFlight, int delayed, Duration oldest) {}
