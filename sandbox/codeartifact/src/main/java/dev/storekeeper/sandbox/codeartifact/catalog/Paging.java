package dev.storekeeper.sandbox.codeartifact.catalog;

/**
 * Which part of a list is wanted.
 *
 * @param after where the part before ended, as {@link Page#next} gave it; empty for the first
 * @param limit how many items at most
 */
public record Paging(String after, int limit) {}
