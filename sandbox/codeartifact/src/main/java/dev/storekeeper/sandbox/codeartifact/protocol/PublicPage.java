package dev.storekeeper.sandbox.codeartifact.protocol;

import java.net.URI;

/**
 * What a public repository says of a package.
 *
 * @param address where it was found, redirects followed; links are relative to it
 * @param contentType its media type as sent, possibly empty
 * @param body its bytes
 */
public record PublicPage(URI address, String contentType, byte[] body) {}
