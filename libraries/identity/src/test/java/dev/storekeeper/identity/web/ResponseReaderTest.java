package dev.storekeeper.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the tables {@code |} is the end of a line. */
class ResponseReaderTest {
  private static final int MAX = 16;

  private static String read(String response) throws IOException, FetchException {
    byte[] bytes = response.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] body = ResponseReader.read(new ByteArrayInputStream(bytes), MAX);
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          a length;          HTTP/1.1 200 OK|Content-Length: 2||okjunk;                    ok
          no length;         HTTP/1.1 200 OK|Connection: close||ok;                        ok
          no reason;         HTTP/1.1 200|content-length:2||ok;                            ok
          HTTP/1.0;          HTTP/1.0 200 OK||ok;                                          ok
          an empty body;     HTTP/1.1 200 OK|Content-Length: 0||;                          ''
          chunks;            HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|o|1|k|0||;      ok
          identity;          HTTP/1.1 200 OK|Content-Encoding: identity||ok;               ok
          exactly the most;  HTTP/1.1 200 OK||0123456789abcdef;                            0123456789abcdef
          """)
  void isRead(String name, String response, String body) throws Exception {
    assertThat(read(response)).isEqualTo(body);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          a redirect;           HTTP/1.1 302 Found|Location: https://evil.example/||;        status 302
          not modified;         HTTP/1.1 304 Not Modified||;                                 status 304
          an error;             HTTP/1.1 500 Internal Server Error||{};                      status 500
          partial content;      HTTP/1.1 206 Partial Content||{};                            status 206
          an early hint;        HTTP/1.1 103 Early Hints||HTTP/1.1 200 OK||ok;               status 103
          another protocol;     HTTP/2 200||ok;                                              no HTTP/1.1
          no protocol;          ok|;                                                         no HTTP/1.1
          nothing;              '';                                                          ends early
          half a status line;   HTTP/1.1 200;                                                ends early
          half of the headers;  HTTP/1.1 200 OK|Content-Le;                                  ends early
          a body that ends;     HTTP/1.1 200 OK|Content-Length: 3||ok;                       ends early
          gzip;                 HTTP/1.1 200 OK|Content-Encoding: gzip||ok;                  compressed
          two encodings;        HTTP/1.1 200 OK|Content-Encoding: identity|content-encoding: gzip||ok; twice
          two lengths;          HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 3||ok;     twice
          both;                 HTTP/1.1 200 OK|Content-Length: 2|Transfer-Encoding: chunked||ok; transfer encoding
          gzip, chunked;        HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||ok;        transfer encoding
          too long;             HTTP/1.1 200 OK|Content-Length: 17||ok;                      more than 16
          far too long;         HTTP/1.1 200 OK|Content-Length: 99999999999999999999||ok;    more than 16
          a negative length;    HTTP/1.1 200 OK|Content-Length: -1||ok;                      more than 16
          too long without one; HTTP/1.1 200 OK||0123456789abcdefg;                          more than 16
          too long in chunks;   HTTP/1.1 200 OK|Transfer-Encoding: chunked||f|0123456789abcde|2|fg|0||; more than 16
          a huge chunk;         HTTP/1.1 200 OK|Transfer-Encoding: chunked||fffffff|x;       more than 16
          a chunk beyond that;  HTTP/1.1 200 OK|Transfer-Encoding: chunked||ffffffff|x;      without a size
          a negative chunk;     HTTP/1.1 200 OK|Transfer-Encoding: chunked||-1|x;            without a size
          a chunk too short;    HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|ok;            as long as it says
          a chunk too long;     HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|ok|0||;        as long as it says
          no last chunk;        HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ok|;           ends early
          a nameless header;    HTTP/1.1 200 OK|: x||ok;                                     without a name
          """)
  void isRefused(String name, String response, String problem) {
    assertThatThrownBy(() -> read(response))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void extensionsOfChunksAreSkipped() throws Exception {
    assertThat(read("HTTP/1.1 200 OK|Transfer-Encoding: chunked||2;x=y|ok|0;z||")).isEqualTo("ok");
  }

  @Test
  void headersAreBounded() {
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK|X: " + "x".repeat(20_000) + "||ok"))
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK|" + "a: b|".repeat(5_000) + "|ok"))
        .hasMessageContaining("too long");
  }

  @Test
  void whateverComesThereIsABodyOrAFetchException() throws Exception {
    Random random = new Random(11);
    String good = "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|o|1;x=y|k|0||";
    int bodies = 0;
    for (int i = 0; i < 2000; i++) {
      StringBuilder mutant = new StringBuilder(good);
      mutant.setCharAt(random.nextInt(mutant.length()), (char) random.nextInt(256));
      mutant.setLength(1 + random.nextInt(mutant.length()));
      try {
        assertThat(read(mutant.toString())).hasSizeLessThanOrEqualTo(MAX);
        bodies++;
      } catch (FetchException e) {
        assertThat(e).hasMessageMatching("[ -~]+");
      }
    }
    assertThat(bodies).isPositive();
  }
}
