package dev.storekeeper.usagetracking.trail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The files of a bucket in S3. Needs {@code s3:GetObject} on them, and {@code s3:ListBucket} on the
 * bucket: without it S3 answers 403 instead of 404 for a file that is not there.
 */
public final class S3LogFiles implements LogFiles {
  private final S3Client s3;
  private final String bucket;

  /** The files of the bucket of this name. */
  public S3LogFiles(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Optional<InputStream> open(String object) throws IOException {
    try {
      return Optional.of(s3.getObject(request -> request.bucket(bucket).key(object)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new IOException("file " + object + " of bucket " + bucket + " cannot be read", e);
    }
  }
}
