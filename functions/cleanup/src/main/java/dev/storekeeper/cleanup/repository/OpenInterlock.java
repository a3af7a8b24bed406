package dev.storekeeper.cleanup.repository;

/**
 * That the interlock of a domain is being opened, is open, or is being closed.
 *
 * @param formerDocument the domain's permissions policy before, as text
 * @param formerRevision that policy's revision
 */
public record OpenInterlock(String formerDocument, String formerRevision) {}
