@NullMarked
package dev.storekeeper.identity.web;

import org.jspecify.annotations.NullMarked;
