package dev.storekeeper.cleanup.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The bucket in S3. Everything is written with its SHA-256, which S3 checks and keeps. Needs {@code
 * s3:ListBucket}: without it S3 answers "denied" for what is not there. Thread-safe.
 */
public final class S3Bucket implements Bucket {
  private static final Duration LINK = Duration.ofDays(7);
  private static final String BINARY = "application/octet-stream";

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String name;

  /**
   * A bucket.
   *
   * @param presigner signs links; one that is signed with a session's credentials ends with them
   * @param name the bucket's name
   */
  public S3Bucket(S3Client s3, S3Presigner presigner, String name) {
    this.s3 = s3;
    this.presigner = presigner;
    this.name = name;
  }

  @Override
  public Stored put(String key, byte[] content, String contentType) throws IOException {
    String sha256 = Sha256.hex(content);
    return put(key, contentType, sha256, content.length, RequestBody.fromBytes(content));
  }

  @Override
  public Stored put(String key, Path file, String contentType) throws IOException {
    String sha256 = Sha256.hex(file);
    return put(key, contentType, sha256, Files.size(file), RequestBody.fromFile(file));
  }

  private Stored put(String key, String contentType, String sha256, long size, RequestBody body)
      throws IOException {
    try {
      PutObjectResponse answer = s3.putObject(request(key, contentType, sha256).build(), body);
      return new Stored(size, sha256, answer.eTag());
    } catch (SdkException e) {
      throw failed("PutObject", key, e);
    }
  }

  @Override
  public Stored putIfAbsent(String key, InputStream content, long size, String sha256)
      throws IOException {
    try {
      PutObjectResponse answer =
          s3.putObject(
              request(key, BINARY, sha256).ifNoneMatch("*").contentLength(size).build(),
              RequestBody.fromInputStream(content, size));
      return new Stored(size, sha256, answer.eTag());
    } catch (S3Exception e) {
      if (e.statusCode() != 412) {
        throw failed("PutObject", key, e);
      }
      return existing(key, size, sha256, e);
    } catch (SdkException e) {
      throw failed("PutObject", key, e);
    } catch (RuntimeException e) {
      // What the body's stream throws while the SDK reads it comes wrapped.
      if (e.getCause() instanceof IOException || e.getCause() instanceof UncheckedIOException) {
        throw new IOException("PutObject " + where(key) + ": its content cannot be read", e);
      }
      throw e;
    }
  }

  private Stored existing(String key, long size, String sha256, S3Exception refusal)
      throws IOException {
    Stored there = head(key).orElseThrow(() -> failed("PutObject", key, refusal));
    if (there.size() != size || !there.sha256().equals(sha256)) {
      throw new IOException(
          "%s: found %d bytes with SHA-256 %s, expected %d bytes with %s"
              .formatted(where(key), there.size(), there.sha256(), size, sha256));
    }
    return there;
  }

  @Override
  public Optional<Stored> head(String key) throws IOException {
    HeadObjectResponse answer;
    try {
      answer =
          s3.headObject(
              request -> request.bucket(name).key(key).checksumMode(ChecksumMode.ENABLED));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw failed("HeadObject", key, e);
    } catch (SdkException e) {
      throw failed("HeadObject", key, e);
    }
    @Nullable String checksum = answer.checksumSHA256();
    @Nullable Long size = answer.contentLength();
    if (checksum == null || size == null) {
      throw new IOException(
          where(key) + ": S3 knows no " + (size == null ? "size" : "SHA-256") + " of it");
    }
    return Optional.of(new Stored(size, Sha256.fromBase64(checksum), answer.eTag()));
  }

  @Override
  public InputStream open(String key) throws IOException {
    try {
      return s3.getObject(request -> request.bucket(name).key(key));
    } catch (SdkException e) {
      throw failed("GetObject", key, e);
    }
  }

  @Override
  public InputStream open(String key, String etag) throws IOException {
    try {
      return s3.getObject(request -> request.bucket(name).key(key).ifMatch(etag));
    } catch (S3Exception e) {
      if (e.statusCode() == 412) {
        throw new IOException(where(key) + " is not what it was: expected ETag " + etag, e);
      }
      throw failed("GetObject", key, e);
    } catch (SdkException e) {
      throw failed("GetObject", key, e);
    }
  }

  @Override
  public List<String> list(String prefix, Optional<String> after) throws IOException {
    try {
      return s3
          .listObjectsV2(
              request -> request.bucket(name).prefix(prefix).startAfter(after.orElse(null)))
          .contents()
          .stream()
          .map(S3Object::key)
          .toList();
    } catch (SdkException e) {
      throw failed("ListObjectsV2", prefix, e);
    }
  }

  @Override
  public String link(String key) {
    return presigner
        .presignGetObject(request ->
            request
                .signatureDuration(LINK)
                .getObjectRequest(object -> object.bucket(name).key(key)))
        .url()
        .toString();
  }

  private PutObjectRequest.Builder request(String key, String contentType, String sha256) {
    return PutObjectRequest.builder()
        .bucket(name)
        .key(key)
        .contentType(contentType)
        .checksumSHA256(Sha256.base64(sha256));
  }

  private IOException failed(String operation, String key, SdkException cause) {
    return new IOException(operation + " of " + where(key) + ": " + cause.getMessage(), cause);
  }

  private String where(String key) {
    return "s3://" + name + "/" + key;
  }
}
