package dev.storekeeper.sandbox.runtime.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exchange with attributes of its own (the JDK's server shares them between all exchanges of a
 * context), a body that can be looked into before it is handed on, and an answer that can be
 * withheld.
 */
final class CallExchange extends HttpExchange {
  private final HttpExchange exchange;
  private final Map<String, Object> attributes = new HashMap<>();
  private @Nullable InputStream body;
  private boolean withheld;
  private int withheldStatus = -1;

  CallExchange(HttpExchange exchange) {
    this.exchange = exchange;
  }

  /** The first bytes of the body, which stay to be read. */
  byte[] peek(int bytes) throws IOException {
    InputStream rest = getRequestBody();
    byte[] start = rest.readNBytes(bytes);
    body = new SequenceInputStream(new ByteArrayInputStream(start), rest);
    return start;
  }

  /** From now on nothing of the answer reaches the client. */
  void withholdAnswer() {
    withheld = true;
  }

  @Override
  public InputStream getRequestBody() {
    InputStream current = body;
    return current == null ? exchange.getRequestBody() : current;
  }

  @Override
  public void setStreams(InputStream in, OutputStream out) {
    exchange.setStreams(in, out);
    body = null;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    attributes.put(name, value);
  }

  @Override
  public Headers getRequestHeaders() {
    return exchange.getRequestHeaders();
  }

  @Override
  public Headers getResponseHeaders() {
    return exchange.getResponseHeaders();
  }

  @Override
  public URI getRequestURI() {
    return exchange.getRequestURI();
  }

  @Override
  public String getRequestMethod() {
    return exchange.getRequestMethod();
  }

  @Override
  public HttpContext getHttpContext() {
    return exchange.getHttpContext();
  }

  @Override
  public void close() {
    exchange.close();
  }

  @Override
  public OutputStream getResponseBody() {
    return withheld ? OutputStream.nullOutputStream() : exchange.getResponseBody();
  }

  @Override
  public void sendResponseHeaders(int status, long length) throws IOException {
    if (withheld) {
      withheldStatus = status;
    } else {
      exchange.sendResponseHeaders(status, length);
    }
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return exchange.getRemoteAddress();
  }

  @Override
  public int getResponseCode() {
    return withheld ? withheldStatus : exchange.getResponseCode();
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return exchange.getLocalAddress();
  }

  @Override
  public String getProtocol() {
    return exchange.getProtocol();
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return exchange.getPrincipal();
  }
}
