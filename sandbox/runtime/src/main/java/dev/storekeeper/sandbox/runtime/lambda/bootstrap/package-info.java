/**
 * What runs inside a function's process: asks the Runtime API for work and calls the handler. Uses
 * only the JDK and aws-lambda-java-core, since it is all that the process has on its class path.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import org.jspecify.annotations.NullMarked;
