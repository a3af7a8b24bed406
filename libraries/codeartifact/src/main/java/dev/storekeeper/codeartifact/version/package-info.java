/**
 * How each package format orders its versions, as the format's own tools do. Texts go in, versions
 * that compare come out; which of them are kept or removed is not decided here.
 */
@NullMarked
package dev.storekeeper.codeartifact.version;

import org.jspecify.annotations.NullMarked;
