package dev.storekeeper.cleanup.report;

/**
 * Addresses of a plan's report, for a week, for whoever has them.
 *
 * @param html a page for people
 * @param json the figures, and what goes, as far as it fits
 * @param csv every version of the domain, compressed
 */
public record ReportLinks(String html, String json, String csv) {}
