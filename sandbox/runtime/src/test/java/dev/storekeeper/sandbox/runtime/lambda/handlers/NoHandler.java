package dev.storekeeper.sandbox.runtime.lambda.handlers;

/** Is no handler. */
public final class NoHandler {}
