package dev.storekeeper.sandbox.runtime.http;

import java.util.UUID;

/** Ids of requests. */
public final class RequestIds {
  private RequestIds() {}

  /** A new id. */
  public static String next() {
    return UUID.randomUUID().toString();
  }
}
