package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.http.RequestContext;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;

/** Finds the queue of a request for those who may use it. */
record Access(Authorizer authorizer, Queues queues) {
  /** The queue of the input's {@code QueueUrl}, if the caller may do this with it. */
  StandardQueue queue(Caller caller, JsonNode input, String action) {
    return allowed(caller, queues.find(Input.required(input, "QueueUrl")), action);
  }

  StandardQueue allowed(Caller caller, StandardQueue queue, String action) {
    authorizer.require(
        caller, "sqs:" + action, queue.arn(), queue.settings().policy(), RequestContext.of(caller));
    return queue;
  }
}
