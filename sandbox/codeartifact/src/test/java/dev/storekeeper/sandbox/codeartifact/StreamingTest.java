package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;

/** Sends more than five times the server's memory through it. */
@Timeout(120)
final class StreamingTest {
  private static final long SIZE = 300L << 20;

  @TempDir Path state;

  @Test
  void anAssetFarLargerThanTheHeapGoesInAndOut() throws Exception {
    try (ChildServer child = ChildServer.start(state);
        CodeartifactClient client = Sandbox.client(child.baseUri());
        HttpClient http = HttpClient.newHttpClient()) {
      client.createDomain(request -> request.domain("acme"));
      client.createRepository(request -> request.domain("acme").repository("releases"));
      String token =
          client.getAuthorizationToken(request -> request.domain("acme")).authorizationToken();
      URI asset = child.baseUri().resolve("/acme-111111111111/pypi/releases/large/1.0/large.bin");
      CRC32 sent = new CRC32();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(asset).header("Authorization", "Bearer " + token);

      HttpResponse<Void> published =
          http.send(
              request
                  .PUT(
                      BodyPublishers.ofInputStream(
                          () -> new CheckedInputStream(new Noise(SIZE), sent)))
                  .build(),
              BodyHandlers.discarding());
      HttpResponse<InputStream> fetched =
          http.send(request.GET().build(), BodyHandlers.ofInputStream());

      assertThat(published.statusCode()).isEqualTo(201);
      assertThat(checksum(fetched.body())).isEqualTo(sent.getValue());
      assertThat(checksum(viaApi(client))).isEqualTo(sent.getValue());
    }
  }

  private static InputStream viaApi(CodeartifactClient client) {
    return client.getPackageVersionAsset(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("pypi")
            .packageValue("large")
            .packageVersion("1.0")
            .asset("large.bin"));
  }

  private static long checksum(InputStream content) throws IOException {
    CRC32 checksum = new CRC32();
    try (CheckedInputStream checked = new CheckedInputStream(content, checksum)) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int read = checked.read(buffer); read >= 0; read = checked.read(buffer)) {
        size += read;
      }
      assertThat(size).isEqualTo(SIZE);
    }
    return checksum.getValue();
  }

  /** The same random block over and over, with a counter, so that no two are alike. */
  private static final class Noise extends InputStream {
    private final byte[] block = new byte[1 << 16];
    private long remaining;

    Noise(long size) {
      this.remaining = size;
      new Random(1).nextBytes(block);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("Read blocks");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (remaining == 0) {
        return -1;
      }
      int count = (int) Math.min(Math.min(length, block.length), remaining);
      block[0]++;
      System.arraycopy(block, 0, buffer, offset, count);
      remaining -= count;
      return count;
    }
  }
}
