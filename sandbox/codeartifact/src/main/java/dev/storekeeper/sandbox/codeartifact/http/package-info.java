/** What every HTTP answer has in common. No rules of CodeArtifact here. */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.http;

import org.jspecify.annotations.NullMarked;
