package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PypiProtocolTest {
  private static final PackageId ACME = new PackageId("pypi", "", "acme-hello");
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final String FILE = "simple/acme-hello/1.0.0/Acme.Hello-1.0.0-py3-none-any.whl";

  @TempDir Path folder;
  private FolderRepository repository;
  private TestServer server;

  @BeforeEach
  void serve() throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2026-03-04T10:15:30.123456789Z"), ZoneOffset.UTC);
    repository = new FolderRepository(folder, clock, 1_000_000);
    server = new TestServer(new PypiProtocol(), repository);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    assertThat(repository.leftovers()).isZero();
  }

  @Test
  void anUploadedWheelIsPublishedWithWhatItSays() {
    WheelUpload upload = new WheelUpload("Acme.Hello", "1.0.0");
    HttpResponse<String> answer = server.upload(upload.form());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    var version = repository.find(ACME).orElseThrow().versions().getFirst();
    assertThat(version.version()).isEqualTo("1.0.0");
    assertThat(version.metadata().displayName()).isEqualTo("Acme.Hello");
    assertThat(version.metadata().summary()).isEqualTo("<b>\u202eGreets</b>");
    assertThat(version.metadata().readme()).isEqualTo("Read me.\n");
    var asset = version.assets().getFirst();
    assertThat(asset.name()).isEqualTo("Acme.Hello-1.0.0-py3-none-any.whl");
    assertThat(asset.size()).isEqualTo(upload.content.length);
    assertThat(asset.attributes())
        .containsEntry("name", "Acme.Hello")
        .containsEntry("classifiers", "[\"Topic :: Games\"]")
        .containsEntry("requires_python", ">=3.8");
  }

  @Test
  void anUploadedSdistJoinsItsVersion() {
    server.upload(new WheelUpload("Acme.Hello", "1.0.0").form());
    byte[] sdist = Archives.sdist("acme_hello", "1.0.0", Archives.metadata("Acme.Hello", "1.0.0"));
    MultipartBody form =
        new MultipartBody()
            .file("content", "acme_hello-1.0.0.tar.gz", sdist)
            .field(":action", "file_upload")
            .field("protocol_version", "1")
            .field("name", "acme-hello")
            .field("version", "1.0.0")
            .field("filetype", "sdist");
    assertThat(server.upload(form).statusCode()).isEqualTo(200);
    assertThat(repository.find(ACME).orElseThrow().versions())
        .singleElement()
        .satisfies(version -> assertThat(version.assets()).hasSize(2));
  }

  @Test
  void theSameBytesAreAcceptedAgainAndOthersRefused() {
    WheelUpload upload = new WheelUpload("Acme.Hello", "1.0.0");
    assertThat(server.upload(upload.form()).statusCode()).isEqualTo(200);
    assertThat(server.upload(upload.form()).statusCode()).isEqualTo(200);
    assertThat(repository.publications()).isEqualTo(1);
    HttpResponse<String> answer = server.upload(upload.with("other").form());
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("exists with other bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":action | doc_upload | Field :action: found \"doc_upload\", expected \"file_upload\"",
        ":action | '' | Field :action is missing or empty",
        "protocol_version | 2 | Field protocol_version: found \"2\", expected \"1\"",
        "name | '' | Field name is missing or empty",
        "name | a/b | Field name: \"a/b\" is no project name (PEP 508)",
        "name | other | does not belong to name \"other\"",
        "version | latest | Field version: \"latest\" is no version (PEP 440)",
        "version | 1.0.1 | does not belong to name \"Acme.Hello\" and version \"1.0.1\"",
        "filetype | bdist_egg | filetype \"bdist_egg\" with file",
        "filetype | '' | Field filetype is missing or empty",
        "md5_digest | 00 | Field md5_digest: expected \"00\", but the received bytes give ",
        "sha256_digest | zz | Field sha256_digest: expected \"zz\", but the received bytes give ",
        "blake2_256_digest | 0 | Field blake2_256_digest: expected \"0\", but the received bytes"
            + " give "
      })
  void anUploadThatContradictsItselfIsRefused(String field, String value, String told) {
    HttpResponse<String> answer =
        server.upload(new WheelUpload("Acme.Hello", "1.0.0").set(field, value).form());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(told);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(repository.publications()).isZero();
  }

  @Test
  void digestsMayBeUpperCaseOrMissing() {
    WheelUpload upload = new WheelUpload("Acme.Hello", "1.0.0");
    upload.set("md5_digest", "").set("sha256_digest", "");
    assertThat(server.upload(upload.form()).statusCode()).isEqualTo(200);
    String sha256 =
        repository
            .find(ACME)
            .orElseThrow()
            .versions()
            .getFirst()
            .assets()
            .getFirst()
            .hashes()
            .sha256();
    upload.set("sha256_digest", sha256.toUpperCase(Locale.ROOT));
    assertThat(server.upload(upload.form()).statusCode()).isEqualTo(200);
  }

  @Test
  void aRefusalIsSeenThoughTheUploadIsLarge() {
    MultipartBody form =
        new MultipartBody()
            .field("description", "x".repeat(2_000_000))
            .file("content", "a.whl", new byte[5_000_000]);
    HttpResponse<String> answer = server.upload(form);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"description\" is longer than");
  }

  @Test
  void aChunkedUploadIsRead() {
    MultipartBody form = new WheelUpload("Acme.Hello", "1.0.0").form();
    assertThat(
            server
                .upload(form.contentType(), () -> new ByteArrayInputStream(form.bytes()))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void theProjectPageIsHtmlUnlessJsonIsWanted() throws IOException {
    server.upload(new WheelUpload("Acme.Hello", "1.0.0").form());
    HttpResponse<String> html = server.get("simple/acme-hello/");
    assertThat(html.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(html.headers().firstValue("Vary")).contains("Accept");
    assertThat(html.body())
        .contains(
            "<a href=\"1.0.0/Acme.Hello-1.0.0-py3-none-any.whl#sha256=",
            "data-requires-python=\"&gt;=3.8\"",
            "data-upload-time=\"2026-03-04T10:15:30.123456Z\"");

    HttpResponse<String> json = server.get("simple/acme-hello/", "Accept", JSON);
    assertThat(json.headers().firstValue("Content-Type")).contains(JSON);
    JsonNode page = new ObjectMapper().readTree(json.body());
    assertThat(page.at("/meta/api-version").asText()).isEqualTo("1.1");
    assertThat(page.path("name").asText()).isEqualTo("acme-hello");
    assertThat(page.path("versions").toString()).isEqualTo("[\"1.0.0\"]");
    JsonNode file = page.at("/files/0");
    assertThat(file.path("filename").asText()).isEqualTo("Acme.Hello-1.0.0-py3-none-any.whl");
    assertThat(file.path("url").asText()).isEqualTo("1.0.0/Acme.Hello-1.0.0-py3-none-any.whl");
    assertThat(file.at("/hashes/sha256").asText()).hasSize(64);
    assertThat(file.at("/hashes/md5").asText()).hasSize(32);
    assertThat(file.path("requires-python").asText()).isEqualTo(">=3.8");
    assertThat(file.path("size").asLong()).isPositive();
    assertThat(file.path("upload-time").asText()).isEqualTo("2026-03-04T10:15:30.123456Z");
    assertThat(file.path("yanked").isBoolean()).isTrue();
    assertThat(file.path("yanked").asBoolean()).isFalse();
  }

  @Test
  void aPageInNoAcceptableFormIsRefused() {
    server.upload(new WheelUpload("Acme.Hello", "1.0.0").form());
    HttpResponse<String> answer = server.get("simple/acme-hello/", "Accept", "application/json");
    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(answer.body()).contains(JSON);
  }

  @Test
  void whatAnUploaderWritesIsEscapedInHtml() {
    String hostile = "\"><script>alert('&')</script>";
    server.upload(new WheelUpload("Acme.Hello", "1.0.0").set("requires_python", hostile).form());
    assertThat(server.get("simple/acme-hello/").body())
        .contains("data-requires-python=\"&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)")
        .doesNotContain("<script", "Greets");
  }

  @Test
  void whatTheUploaderKeepsBackIsTakenFromTheArtifact() {
    WheelUpload upload = new WheelUpload("Acme.Hello", "1.0.0").set("requires_python", "");
    server.upload(upload.form());
    assertThat(server.get("simple/acme-hello/").body())
        .contains("data-requires-python=\"&gt;=3.7\"");
  }

  @Test
  void localVersionsAndEpochsSurviveTheirAddress() throws IOException {
    server.upload(new WheelUpload("acme_hello", "1!2.0+local.1").form());
    JsonNode page =
        new ObjectMapper().readTree(server.get("simple/acme-hello/", "Accept", JSON).body());
    String url = page.at("/files/0/url").asText();
    assertThat(url).startsWith("1%212.0%2Blocal.1/");
    assertThat(server.get("simple/acme-hello/" + url).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(VersionStatus.class)
  void statusDecidesWhatIsListedAndDownloadable(VersionStatus status) {
    server.upload(new WheelUpload("Acme.Hello", "1.0.0").form());
    repository.setStatus(ACME, "1.0.0", status);
    HttpResponse<String> page = server.get("simple/acme-hello/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body().contains("href=")).isEqualTo(status == VersionStatus.PUBLISHED);
    boolean downloadable = status == VersionStatus.PUBLISHED || status == VersionStatus.UNLISTED;
    assertThat(server.get(FILE).statusCode()).isEqualTo(downloadable ? 200 : 404);
  }

  @ParameterizedTest
  @CsvSource({
    "simple/acme-hello, acme-hello/",
    "simple/Acme.Hello, acme-hello/",
    "simple/Acme__Hello/, ../acme-hello/",
    "simple/unknown, unknown/"
  })
  void otherSpellingsOfAProjectAreRedirected(String path, String location) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location")).contains(location);
    assertThat(server.address(path).resolve(location))
        .hasPath(server.address("simple/" + location.replace("../", "")).getPath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simple/ | CodeArtifact does not support the list of all projects",
        "simple | CodeArtifact does not support the list of all projects",
        "simple/unknown/ | no package unknown",
        "simple/-a-/ | \"-a-\" is no project name",
        "simple/acme-hello/1.0.0/ | no file \"\"",
        "simple/acme-hello/1.0.0 | Files are at",
        "simple/acme-hello/1.0.0/other.whl | no file \"other.whl\"",
        "simple/acme-hello/2.0/Acme.Hello-1.0.0-py3-none-any.whl | Version \"2.0\"",
        "simple/acme-hello/1.0.0/a/b | Files are at",
        "pypi/acme-hello/json | uploads go to the repository's endpoint"
      })
  void whatIsNotThereIsNotFound(String path, String told) {
    server.upload(new WheelUpload("Acme.Hello", "1.0.0").form());
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simple/acme-hello/1.0.0/..%2f..%2fsecret",
        "simple/acme-hello/../acme-hello/",
        "simple/acme-hello/%2e%2e/x",
        "simple/acme-hello/1.0.0/a%5cb",
        "simple/acme-hello/1.0.0/a%00"
      })
  void aPathThatCouldLeaveItsFolderIsRefused(String path) {
    assertThat(server.get(path).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '', POST",
    "PUT, '', POST",
    "HEAD, '', POST",
    "POST, simple/, 'GET, HEAD'",
    "PUT, simple/acme-hello/, 'GET, HEAD'",
    "DELETE, simple/acme-hello/1.0.0/a.whl, 'GET, HEAD'"
  })
  void otherMethodsAreNotAllowed(String method, String path, String allowed) {
    HttpResponse<String> answer = server.send(method, path);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
  }

  @Test
  void aFileIsDownloadedWithItsTagAndLength() {
    WheelUpload upload = new WheelUpload("Acme.Hello", "1.0.0");
    server.upload(upload.form());
    HttpResponse<String> answer = server.get(FILE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(upload.content);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(upload.content.length);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(tag(answer)).matches("\"[0-9a-f]{64}\"");

    HttpResponse<String> head = server.send("HEAD", FILE);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(upload.content.length);
    assertThat(tag(head)).isEqualTo(tag(answer));
  }

  @Test
  void aFileThatTheClientHasIsNotSentAgain() {
    server.upload(new WheelUpload("Acme.Hello", "1.0.0").form());
    String tag = tag(server.get(FILE));
    for (String known : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
      HttpResponse<String> answer = server.get(FILE, "If-None-Match", known);
      assertThat(answer.statusCode()).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(tag(answer)).isEqualTo(tag);
    }
    assertThat(server.get(FILE, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
  }

  @Test
  void aPartOfAFileIsDownloaded() {
    WheelUpload upload = new WheelUpload("Acme.Hello", "1.0.0");
    server.upload(upload.form());
    String whole = new String(upload.content, StandardCharsets.ISO_8859_1);
    int size = whole.length();

    HttpResponse<String> part = server.get(FILE, "Range", "bytes=10-19");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(whole.substring(10, 20));
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 10-19/" + size);
    assertThat(server.get(FILE, "Range", "bytes=-5").body()).isEqualTo(whole.substring(size - 5));

    HttpResponse<String> beyond = server.get(FILE, "Range", "bytes=" + size + "-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */" + size);

    HttpResponse<String> many = server.get(FILE, "Range", "bytes=0-1,4-5");
    assertThat(many.statusCode()).isEqualTo(200);
    assertThat(many.body()).isEqualTo(whole);
  }

  @Test
  void aDownloadIsResumedOnlyForTheSameBytes() {
    server.upload(new WheelUpload("Acme.Hello", "1.0.0").form());
    String tag = tag(server.get(FILE));
    assertThat(server.get(FILE, "Range", "bytes=1-2", "If-Range", tag).statusCode()).isEqualTo(206);
    assertThat(server.get(FILE, "Range", "bytes=1-2", "If-Range", "\"x\"").statusCode())
        .isEqualTo(200);
    assertThat(server.get(FILE, "Range", "bytes=1-2", "If-Range", "W/" + tag).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aHeadOfTheProjectPageTellsItsLength() {
    server.upload(new WheelUpload("Acme.Hello", "1.0.0").form());
    HttpResponse<String> head = server.send("HEAD", "simple/acme-hello/");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length"))
        .hasValue(server.get("simple/acme-hello/").body().length());
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  /** What twine sends for a wheel. */
  private static final class WheelUpload {
    private final String name;
    private final String version;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private byte[] content;

    WheelUpload(String name, String version) {
      this.name = name;
      this.version = version;
      this.content = wheel("");
      fields.put(":action", "file_upload");
      fields.put("protocol_version", "1");
      fields.put("name", name);
      fields.put("version", version);
      fields.put("filetype", "bdist_wheel");
      fields.put("requires_python", ">=3.8");
      fields.put("classifiers", "Topic :: Games");
    }

    WheelUpload set(String field, String value) {
      fields.put(field, value);
      return this;
    }

    WheelUpload with(String text) {
      content = wheel(text);
      return this;
    }

    MultipartBody form() {
      MultipartBody form = new MultipartBody();
      fields.forEach(form::field);
      return form.file("content", name + "-" + version + "-py3-none-any.whl", content);
    }

    private byte[] wheel(String text) {
      return Archives.wheel(
          name,
          version,
          Archives.metadata(
              name, version, "Summary: <b>\u202eGreets</b>" + text, "Requires-Python: >=3.7"));
    }
  }
}
