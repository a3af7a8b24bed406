package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request's body on disk, with its checksums verified; nobody sees it yet.
 *
 * @param staged the bytes
 * @param etag their MD5 in hexadecimal
 * @param algorithm the algorithm of the checksum
 * @param checksum the checksum in Base64
 */
record Received(
    ObjectFiles.Staged staged, String etag, ChecksumAlgorithm algorithm, String checksum) {
  private static final String CONTENT_HASH = "x-amz-content-sha256";

  /**
   * Receives a body.
   *
   * @param otherwise the algorithm of the checksum where the request has none
   * @throws AwsException if a checksum does not match or the body is incomplete; nothing is kept
   */
  static Received of(S3Request request, ObjectFiles files, long limit, ChecksumAlgorithm otherwise)
      throws IOException {
    Optional<ChecksumAlgorithm> sent = sent(request);
    ChecksumAlgorithm algorithm = sent.orElse(otherwise);
    String hash = request.header(CONTENT_HASH).orElse("UNSIGNED-PAYLOAD");
    boolean chunked = hash.startsWith("STREAMING-");
    ChecksumAlgorithm.Running md5 = ChecksumAlgorithm.digest("MD5");
    ChecksumAlgorithm.Running sum = algorithm.start();
    List<ChecksumAlgorithm.Running> running = new ArrayList<>(List.of(md5, sum));
    Optional<ChecksumAlgorithm.Running> signed =
        hash.matches("[0-9a-f]{64}")
            ? Optional.of(ChecksumAlgorithm.SHA256.start())
            : Optional.empty();
    signed.ifPresent(running::add);
    InputStream body = request.exchange().getRequestBody();
    ChunkedBody chunks = new ChunkedBody(body);
    ObjectFiles.Staged staged =
        files.stage(chunked ? chunks : body, limit, running, ObjectFiles.Durability.POWER);
    boolean good = false;
    try {
      requireLength(request, staged.size(), chunked);
      byte[] md5Value = md5.value();
      byte[] sumValue = sum.value();
      requireMd5(request, md5Value);
      requireChecksum(request, chunks.trailers(), algorithm, sumValue, sent.isPresent());
      if (signed.isPresent() && !hash.equals(HexFormat.of().formatHex(signed.get().value()))) {
        throw new AwsException(
            400,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.");
      }
      good = true;
      return new Received(staged, HexFormat.of().formatHex(md5Value), algorithm, base64(sumValue));
    } finally {
      if (!good) {
        staged.close();
      }
    }
  }

  /** The algorithm of the one checksum that a request brings, in a header or a trailer. */
  private static Optional<ChecksumAlgorithm> sent(S3Request request) {
    List<ChecksumAlgorithm> found =
        Arrays.stream(ChecksumAlgorithm.values())
            .filter(algorithm -> request.headers().containsKey(algorithm.header()))
            .toList();
    Optional<ChecksumAlgorithm> trailing =
        request.header("x-amz-trailer").flatMap(ChecksumAlgorithm::ofHeader);
    if (found.size() + trailing.stream().count() > 1) {
      throw Refusals.invalid("Expecting a single x-amz-checksum- header. Multiple are given.");
    }
    return found.stream().findFirst().or(() -> trailing);
  }

  private static void requireLength(S3Request request, long size, boolean chunked) {
    Optional<String> declared =
        request.header(chunked ? "x-amz-decoded-content-length" : "Content-Length");
    if (chunked && declared.isEmpty()) {
      throw new AwsException(
          411, "MissingContentLength", "x-amz-decoded-content-length is missing");
    }
    if (declared.isPresent() && !declared.get().equals(Long.toString(size))) {
      throw Refusals.incompleteBody(
          "the body has " + size + " bytes, its length was said to be " + declared.get());
    }
  }

  private static void requireMd5(S3Request request, byte[] value) {
    Optional<String> wanted = request.header("Content-MD5");
    if (wanted.isPresent()) {
      if (decoded(wanted.get()).length != 16) {
        throw new AwsException(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
      }
      if (!Arrays.equals(decoded(wanted.get()), value)) {
        throw Refusals.badDigest("Content-MD5");
      }
    }
  }

  private static void requireChecksum(
      S3Request request,
      Map<String, String> trailers,
      ChecksumAlgorithm algorithm,
      byte[] value,
      boolean sent) {
    String wanted =
        request.header(algorithm.header()).orElse(trailers.getOrDefault(algorithm.header(), ""));
    if (!sent) {
      return;
    }
    if (decoded(wanted).length != algorithm.length()) {
      throw Refusals.invalid("Value for " + algorithm.header() + " header is invalid.");
    }
    if (!Arrays.equals(decoded(wanted), value)) {
      throw Refusals.badDigest(algorithm.name());
    }
  }

  static String base64(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }

  static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
