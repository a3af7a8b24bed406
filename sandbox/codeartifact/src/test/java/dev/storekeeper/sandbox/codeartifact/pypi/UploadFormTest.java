package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFormTest {
  private static final PypiLimits LIMITS =
      new PypiLimits(50, 1_000, 3_000, 1_000, 1_000, 100, 10_000, 0);

  @TempDir Path folder;
  private FolderRepository repository;

  @BeforeEach
  void open() throws IOException {
    repository = new FolderRepository(folder, Clock.systemUTC(), 100_000);
  }

  @AfterEach
  void nothingStagedIsLeftBehind() throws IOException {
    assertThat(repository.leftovers()).isZero();
  }

  @Test
  void whateverIsWrittenIsReadHoweverTheStreamIsCut() throws IOException {
    Random random = new Random(23);
    for (int round = 0; round < 300; round++) {
      String boundary = boundary(random);
      MultipartBody body = new MultipartBody(boundary);
      Map<String, List<String>> sent = new LinkedHashMap<>();
      byte[] content = content(random, boundary);
      int parts = random.nextInt(8);
      int filePosition = random.nextInt(parts + 1);
      for (int part = 0; part <= parts; part++) {
        if (part == filePosition) {
          body.file("content", "a.whl", content);
        } else {
          String name = "field" + random.nextInt(5);
          String value = text(random, boundary);
          sent.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
          body.field(name, value);
        }
      }
      try (UploadForm form = read(body.contentType(), new Crumbs(body.bytes(), random))) {
        assertThat(Files.readAllBytes(form.content().staged().path())).isEqualTo(content);
        assertThat(form.content().blake2()).hasSize(64);
        assertThat(form.attributes().keySet()).isEqualTo(sent.keySet());
        sent.forEach((name, values) -> assertThat(form.text(name)).isEqualTo(values.getFirst()));
      }
    }
  }

  @Test
  void aFormThatEndsEarlyIsRefusedWhereverItEnds() {
    MultipartBody body =
        new MultipartBody().field("name", "acme").file("content", "a.whl", new byte[300]);
    byte[] whole = body.bytes();
    // The closing delimiter is whole two bytes before the line break that ends the body.
    for (int length = 0; length < whole.length - 2; length++) {
      refused(body.contentType(), Arrays.copyOf(whole, length));
    }
  }

  @Test
  void repeatedAndListFieldsAreKeptAsJsonArrays() throws IOException {
    MultipartBody body =
        new MultipartBody()
            .field("classifiers", "One")
            .field("requires_dist", "a \"b\"")
            .field("requires_dist", "c")
            .field("later_invention", "x")
            .field("later_invention", "y")
            .field("summary", "[\"just text\"]")
            .field("license", "")
            .file("content", "a.whl", new byte[3]);
    try (UploadForm form = read(body)) {
      assertThat(form.attributes())
          .isEqualTo(
              Map.of(
                  "classifiers", "[\"One\"]",
                  "requires_dist", "[\"a \\\"b\\\"\",\"c\"]",
                  "later_invention", "[\"x\",\"y\"]",
                  "summary", "[\"just text\"]",
                  "license", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "version", ":action", "sha256_digest", "requires_python"})
  void aDecisiveFieldMayNotComeTwice(String field) {
    refused(
            new MultipartBody()
                .field(field, "a")
                .field(field, "a")
                .file("content", "a.whl", new byte[3]))
        .hasMessage("Field " + field + " comes twice");
  }

  @Test
  void twoContentPartsAreRefused() {
    refused(
            new MultipartBody()
                .file("content", "a.whl", new byte[3])
                .file("content", "a.whl", new byte[3]))
        .hasMessageContaining("two file parts named content");
  }

  @Test
  void missingAndMisplacedContentIsRefused() {
    refused(new MultipartBody().field("name", "a")).hasMessageContaining("no file part");
    refused(new MultipartBody().field("content", "a")).hasMessageContaining("no filename");
    refused(new MultipartBody().file("gpg_signature", "a.asc", new byte[3]))
        .hasMessageContaining("\"gpg_signature\": only content may be a file");
    refused(new MultipartBody()).hasMessageContaining("Content-Type");
  }

  @Test
  void fieldsBeyondTheLimitsAreRefused() {
    refused(new MultipartBody().field("description", "x".repeat(1_001)))
        .hasMessageContaining("\"description\" is longer than the 1000 bytes");
    MultipartBody large = new MultipartBody();
    MultipartBody many = new MultipartBody();
    for (int index = 0; index < 4; index++) {
      large.field("f" + index, "x".repeat(900));
    }
    for (int index = 0; index < 51; index++) {
      many.field("f" + index, "");
    }
    refused(large).hasMessageContaining("\"f3\" is longer than the 300 bytes left");
    refused(many).hasMessageContaining("more than 50 fields");
  }

  @Test
  void anAssetBeyondTheRepositorysLimitIsRefusedAsTheRepositorySays() {
    assertThatThrownBy(() -> read(new MultipartBody().file("content", "a.whl", new byte[100_001])))
        .isInstanceOfSatisfying(
            ServiceException.class, refusal -> assertThat(refusal.status()).isEqualTo(413));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Disposition: attachment; name=\"a\"",
        "Content-Disposition: form-data",
        "Content-Disposition: form-data; name=\"\"",
        "Content-Disposition: form-data; filename=\"a.whl\"",
        "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
        "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64",
        "no colon",
        " folded: x"
      })
  void aPartWithBrokenHeadersIsRefused(String headers) {
    refused(new MultipartBody().part(headers, new byte[1]));
  }

  @Test
  void endlessPartHeadersAreRefused() {
    refused(
            new MultipartBody()
                .part(
                    "Content-Disposition: form-data; name=\"" + "a".repeat(9_000) + '"',
                    new byte[0]))
        .hasMessageContaining("malformed");
  }

  @Test
  void aFieldThatIsNotUtf8IsRefused() {
    refused(
            new MultipartBody()
                .part("Content-Disposition: form-data; name=\"a\"", new byte[] {(byte) 0xff}))
        .hasMessage("Field \"a\" is not UTF-8");
  }

  @Test
  void aBodyWithAnotherBoundaryIsRefused() {
    MultipartBody body = new MultipartBody("right").file("content", "a.whl", new byte[3]);
    refused("multipart/form-data; boundary=wrong", body.bytes())
        .hasMessageContaining("no part that begins with the boundary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | expected multipart/form-data",
        "application/json | expected multipart/form-data",
        "multipart/mixed; boundary=a | expected multipart/form-data",
        "multipart/form-data | boundary",
        "multipart/form-data; boundary= | boundary",
        "multipart/form-data; boundary=\"a\u202eb\" | \\u{202e}"
      })
  void aContentTypeWithoutAFormIsRefused(@Nullable String contentType, String told) {
    refused(contentType, new MultipartBody().bytes()).hasMessageContaining(told);
  }

  @Test
  void aBoundaryLongerThanTheStandardPermitsIsRefused() {
    refused("multipart/form-data; boundary=" + "a".repeat(71), new byte[0])
        .hasMessageContaining("1 to 70");
  }

  @Test
  void aBrokenConnectionIsNoRefusal() {
    MultipartBody body = new MultipartBody().file("content", "a.whl", new byte[3_000]);
    InputStream broken =
        new FilterInputStream(new ByteArrayInputStream(body.bytes(), 0, 1_000)) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count < 0) {
              throw new IOException("connection reset");
            }
            return count;
          }
        };
    assertThatThrownBy(() -> read(body.contentType(), broken))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(MultipartBody body) {
    return refused(body.contentType(), body.bytes());
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(
      @Nullable String contentType, byte[] body) {
    return assertThatThrownBy(() -> read(contentType, new ByteArrayInputStream(body)))
        .isInstanceOfSatisfying(
            ServiceException.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  private UploadForm read(MultipartBody body) throws IOException {
    return read(body.contentType(), new ByteArrayInputStream(body.bytes()));
  }

  private UploadForm read(@Nullable String contentType, InputStream body) throws IOException {
    return UploadForm.read(contentType, body, repository, LIMITS);
  }

  private static String boundary(Random random) {
    String characters = "abcXYZ019'()+_,-./:=?";
    StringBuilder boundary = new StringBuilder("b");
    int length = 1 + random.nextInt(68);
    for (int index = 0; index < length; index++) {
      boundary.append(characters.charAt(random.nextInt(characters.length())));
    }
    return boundary.append('e').toString();
  }

  /** Bytes full of what looks like a delimiter and is none. */
  private static byte[] content(Random random, String boundary) {
    byte[] bytes = new byte[random.nextInt(20_000)];
    random.nextBytes(bytes);
    byte[] near =
        ("\r\n--" + boundary.substring(0, 2) + "\r\n--\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int count = random.nextInt(5); count > 0 && bytes.length > near.length; count--) {
      System.arraycopy(near, 0, bytes, random.nextInt(bytes.length - near.length), near.length);
    }
    return bytes;
  }

  private static String text(Random random, String boundary) {
    String[] pieces = {
      "a", "ä", "\u202e", "\r\n", "--", "\r\n--", "\"", "\0", "𝄞", boundary.substring(1, 2)
    };
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(40); count > 0; count--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  /** Gives out its bytes in pieces of random length. */
  private static final class Crumbs extends FilterInputStream {
    private final Random random;

    Crumbs(byte[] bytes, Random random) {
      super(new ByteArrayInputStream(bytes));
      this.random = random;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(100)));
    }
  }
}
