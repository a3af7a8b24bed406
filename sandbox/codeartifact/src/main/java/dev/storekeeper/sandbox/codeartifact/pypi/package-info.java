/**
 * The PyPI protocol: the legacy upload API, the Simple API (PEP 503, 691, 700) and downloads.
 * Everything that knows Python packaging lives here; storage and authentication do not.
 */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.pypi;

import org.jspecify.annotations.NullMarked;
