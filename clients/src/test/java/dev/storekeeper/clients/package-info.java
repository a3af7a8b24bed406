/**
 * The script that CI jobs run, under real shells with real curl, against a token endpoint and CI
 * services that are played on loopback. Nothing here knows the functions.
 */
@NullMarked
package dev.storekeeper.clients;

import org.jspecify.annotations.NullMarked;
