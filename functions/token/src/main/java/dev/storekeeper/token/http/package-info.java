/** The HTTP side: API Gateway's event, strict request decoding, answers. Decides nothing. */
@NullMarked
package dev.storekeeper.token.http;

import org.jspecify.annotations.NullMarked;
