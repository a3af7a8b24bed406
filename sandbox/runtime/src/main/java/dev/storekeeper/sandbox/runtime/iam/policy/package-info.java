/**
 * IAM's policy language: documents, their grammar and how they match. Knows no roles or callers.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.iam.policy;

import org.jspecify.annotations.NullMarked;
