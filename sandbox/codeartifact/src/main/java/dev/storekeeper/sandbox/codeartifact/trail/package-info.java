/**
 * What is recorded of every call, in the form of CloudTrail ("CloudTrail record contents"; User
 * Guide, "Logging CodeArtifact API calls with AWS CloudTrail"). Where records go is not known here.
 */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.trail;

import org.jspecify.annotations.NullMarked;
