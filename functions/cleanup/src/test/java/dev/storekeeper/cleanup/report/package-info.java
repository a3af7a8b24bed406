/** Tests of reports. */
@NullMarked
package dev.storekeeper.cleanup.report;

import org.jspecify.annotations.NullMarked;
