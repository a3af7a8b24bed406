package dev.storekeeper.codeartifact;

import java.util.Optional;

/**
 * A licence as the package states it.
 *
 * @param name the stated name or expression
 * @param url where its text is
 */
public record License(Optional<String> name, Optional<String> url) {}
