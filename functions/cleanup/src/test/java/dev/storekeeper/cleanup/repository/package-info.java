/** Tests of the removal of repositories. */
@NullMarked
package dev.storekeeper.cleanup.repository;

import org.jspecify.annotations.NullMarked;
