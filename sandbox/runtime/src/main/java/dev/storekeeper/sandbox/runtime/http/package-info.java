/** The sandbox's port: which service a request is for, who calls, and the wire protocols. */
@NullMarked
package dev.storekeeper.sandbox.runtime.http;

import org.jspecify.annotations.NullMarked;
