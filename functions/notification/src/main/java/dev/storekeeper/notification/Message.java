package dev.storekeeper.notification;

/**
 * What is sent to a topic.
 *
 * @param subject at most 100 printable ASCII characters, as SNS demands
 * @param body the text or JSON
 */
record Message(String subject, String body) {}
