/** Tests of the rules, without HTTP. */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.catalog;

import org.jspecify.annotations.NullMarked;
