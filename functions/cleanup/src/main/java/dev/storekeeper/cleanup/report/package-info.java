/**
 * Reports: a plan as a page for people, and as JSON and CSV for machines. Reads what a scan wrote;
 * decides nothing.
 */
@NullMarked
package dev.storekeeper.cleanup.report;

import org.jspecify.annotations.NullMarked;
