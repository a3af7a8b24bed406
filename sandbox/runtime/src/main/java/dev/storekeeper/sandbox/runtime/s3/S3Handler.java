package dev.storekeeper.sandbox.runtime.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Finds the operation that a request asks for, and whether its caller may do it. */
final class S3Handler implements HttpHandler {
  private static final long DRAINED_AFTER_REFUSAL = 64L << 20;

  private final Buckets buckets;
  private final Access access;
  private final Clock clock;
  private final BucketOperations bucketOperations;
  private final ListOperations lists;
  private final ObjectOperations objects;
  private final ReadOperations reads;
  private final MultipartOperations uploads;
  private final CompleteOperation completion;

  S3Handler(
      Buckets buckets,
      Access access,
      Clock clock,
      BucketOperations bucketOperations,
      ListOperations lists,
      ObjectOperations objects,
      ReadOperations reads,
      MultipartOperations uploads,
      CompleteOperation completion) {
    this.buckets = buckets;
    this.access = access;
    this.clock = clock;
    this.bucketOperations = bucketOperations;
    this.lists = lists;
    this.objects = objects;
    this.reads = reads;
    this.uploads = uploads;
    this.completion = completion;
  }

  /** The name of the operation that a request asks for, or what it asks for instead. */
  static String operation(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    Address address = S3Request.address(exchange);
    Set<String> query = S3Request.query(exchange).keySet();
    boolean copies = S3Request.copies(exchange);
    return S3Operation.of(method, address, query, copies)
        .map(S3Operation::apiName)
        .orElseGet(() -> S3Operation.describe(method, address, query, copies));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      route(exchange);
    } catch (AwsException e) {
      // A client that is still sending would see a broken connection instead of the refusal.
      var _ = exchange.getRequestBody().skip(DRAINED_AFTER_REFUSAL);
      throw e;
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    if (!(exchange.getAttribute(FrontServer.CALLER) instanceof Caller caller)) {
      throw Refusals.notServed("unsigned requests");
    }
    S3Request request = S3Request.of(exchange, caller);
    exchange.getResponseHeaders().set("x-amz-request-id", request.id());
    Presigned.requireGood(request, clock.instant());
    Optional<S3Operation> operation =
        S3Operation.of(
            exchange.getRequestMethod(),
            request.address(),
            request.query().keySet(),
            S3Request.copies(exchange));
    if (operation.isEmpty()) {
      throw Refusals.notServed(operation(exchange));
    }
    if (operation.get() == S3Operation.LIST_BUCKETS) {
      access.requireOfAccount(request, S3Operation.LIST_BUCKETS);
      bucketOperations.list(request);
      return;
    }
    Bucket bucket = buckets.find(request.address().bucket());
    if (operation.get() != S3Operation.DELETE_OBJECTS) {
      access.require(request, operation.get(), bucket);
    }
    handle(operation.get(), request, bucket);
  }

  private void handle(S3Operation operation, S3Request request, Bucket bucket) throws IOException {
    switch (operation) {
      case LIST_BUCKETS -> bucketOperations.list(request);
      case HEAD_BUCKET -> bucketOperations.head(request);
      case GET_BUCKET_LOCATION -> bucketOperations.location(request);
      case GET_BUCKET_VERSIONING -> bucketOperations.versioning(request, bucket);
      case GET_BUCKET_LIFECYCLE -> bucketOperations.lifecycle(request, bucket);
      case GET_BUCKET_POLICY -> bucketOperations.policy(request, bucket);
      case LIST_OBJECTS_V2 -> lists.objects(request, bucket);
      case LIST_OBJECT_VERSIONS -> lists.versions(request, bucket);
      case PUT_OBJECT -> objects.put(request, bucket);
      case DELETE_OBJECT -> objects.delete(request, bucket);
      case DELETE_OBJECTS -> objects.deleteAll(request, bucket);
      case GET_OBJECT -> reads.get(request, bucket);
      case HEAD_OBJECT -> reads.head(request, bucket);
      case CREATE_MULTIPART_UPLOAD -> uploads.create(request, bucket);
      case UPLOAD_PART -> uploads.put(request, bucket);
      case LIST_PARTS -> uploads.parts(request, bucket);
      case LIST_MULTIPART_UPLOADS -> uploads.uploads(request, bucket);
      case ABORT_MULTIPART_UPLOAD -> uploads.abort(request, bucket);
      case COMPLETE_MULTIPART_UPLOAD ->
          completion.complete(request, bucket, uploads.find(request, bucket));
    }
  }
}
