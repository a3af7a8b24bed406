package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.tour.Multipart;
import dev.storekeeper.sandbox.tour.SampleWheel;
import dev.storekeeper.sandbox.tour.SandboxClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sandbox that is killed while it receives uploads keeps what it acknowledged and nothing else.
 */
class KillDuringUploadsTest {
  private static final int UPLOADS = 200;
  private static final int KILL_AFTER = 60;
  private static final int PADDING = 100_000;
  @TempDir private Path folder;

  @Test
  void everyAcknowledgedFileIsServedByteForByteAndEveryOtherIsAbsent() throws Exception {
    List<SampleWheel> wheels = new ArrayList<>();
    for (int i = 0; i < UPLOADS; i++) {
      wheels.add(new SampleWheel("storekeeper-kill-" + i, "1.0", PADDING));
    }
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    List<ProcessHandle> family;
    try (SandboxProcess sandbox = SandboxProcess.start(folder, "--no-tour")) {
      sandbox.awaitHealthy();
      String token = token(sandbox);
      AtomicInteger answers = new AtomicInteger();
      try (ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (SampleWheel wheel : wheels) {
          uploads.execute(() -> {
            if (upload(sandbox, token, wheel)) {
              acknowledged.add(wheel.name());
              answers.incrementAndGet();
            }
          });
        }
        RunningSandbox.await("some uploads are acknowledged", () -> answers.get() >= KILL_AFTER);
        family = sandbox.family();
        sandbox.kill();
      }
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILL_AFTER).hasSizeLessThan(UPLOADS);
    RunningSandbox.await(
        "nothing outlives the sandbox", () -> family.stream().noneMatch(ProcessHandle::isAlive));

    try (SandboxProcess sandbox = SandboxProcess.start(folder, "--no-tour")) {
      sandbox.awaitHealthy();
      String token = token(sandbox);
      for (SampleWheel wheel : wheels) {
        HttpResponse<byte[]> response = download(sandbox, token, wheel);
        if (acknowledged.contains(wheel.name())) {
          assertThat(response.statusCode()).as(wheel.name()).isEqualTo(200);
          assertThat(response.body()).as(wheel.name()).isEqualTo(wheel.content());
        } else if (response.statusCode() == 200) {
          assertThat(response.body())
              .as(wheel.name() + ", stored but its answer was lost")
              .isEqualTo(wheel.content());
        } else {
          assertThat(response.statusCode()).as(wheel.name()).isEqualTo(404);
        }
      }
    }
  }

  private static boolean upload(SandboxProcess sandbox, String token, SampleWheel wheel) {
    try {
      SandboxClient client = sandbox.client();
      return client.upload(repository(sandbox), token, Multipart.uploadOf(wheel)) == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static HttpResponse<byte[]> download(
      SandboxProcess sandbox, String token, SampleWheel wheel)
      throws IOException, InterruptedException {
    URI file = repository(sandbox).resolve("simple/" + wheel.name() + "/1.0/" + wheel.fileName());
    return sandbox.client().download(file, token);
  }

  private static String token(SandboxProcess sandbox) throws IOException, InterruptedException {
    return sandbox
        .client()
        .codeArtifact("POST", "/v1/authorization-token", Map.of("domain", RunningSandbox.DOMAIN))
        .path("authorizationToken")
        .asText();
  }

  private static URI repository(SandboxProcess sandbox) {
    return URI.create(
        "http://127.0.0.1:%d/%s-%s/pypi/%s/"
            .formatted(
                sandbox.port(), RunningSandbox.DOMAIN, "111122223333", RunningSandbox.REPOSITORY));
  }
}
