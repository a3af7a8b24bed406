package dev.storekeeper.sandbox.runtime.lambda.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes a process's output to its function's log. The process ends each invocation's output with a
 * mark, a NUL byte and the request id on a line, which is not logged.
 */
final class ProcessOutput {
  private static final int MAX_LINE = 256 * 1024;
  private static final int TAIL = 4096;

  private final InputStream output;
  private final FunctionLog log;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition marked = lock.newCondition();
  private final StringBuilder tail = new StringBuilder();
  private String lastMark = "";

  ProcessOutput(InputStream output, FunctionLog log) {
    this.output = output;
    this.log = log;
  }

  void start(String name) {
    Thread.ofVirtual().name(name).start(this::read);
  }

  /** Logs a line of the host's own. */
  void line(String text) {
    lock.lock();
    try {
      tail.append(text).append('\n');
      if (tail.length() > 4 * TAIL) {
        tail.delete(0, tail.length() - TAIL);
      }
    } finally {
      lock.unlock();
    }
    log.line(text);
  }

  /** Waits a moment until everything that an invocation wrote is logged. */
  void awaitMark(String requestId, long milliseconds) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
      while (!lastMark.equals(requestId) && ended.getCount() > 0 && left > 0) {
        left = marked.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits a moment until everything that the ended process wrote is logged. */
  boolean awaitEnd(long milliseconds) throws InterruptedException {
    return ended.await(milliseconds, TimeUnit.MILLISECONDS);
  }

  /** Takes the last 4 KB since this was last called. */
  String takeTail() {
    lock.lock();
    try {
      String text = tail.length() > TAIL ? tail.substring(tail.length() - TAIL) : tail.toString();
      tail.setLength(0);
      return text;
    } finally {
      lock.unlock();
    }
  }

  private void read() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    boolean mark = false;
    try (output) {
      int count = output.read(buffer);
      while (count >= 0) {
        for (int i = 0; i < count; i++) {
          byte b = buffer[i];
          if (b == '\n' && mark) {
            markSeen(line.toString(StandardCharsets.UTF_8));
            line.reset();
            mark = false;
          } else if (b == '\n' || (line.size() == MAX_LINE && !mark)) {
            flush(line);
          } else if (b == 0 && !mark) {
            if (line.size() > 0) {
              flush(line);
            }
            mark = true;
          }
          if (b != '\n' && b != 0 && line.size() < MAX_LINE) {
            line.write(b);
          }
        }
        count = output.read(buffer);
      }
    } catch (IOException e) {
      // The process was killed and its pipe closed under the read.
      line("(output ended: " + e.getMessage() + ")");
    } catch (UncheckedIOException e) {
      Thread thread = Thread.currentThread();
      thread.getThreadGroup().uncaughtException(thread, e);
    } finally {
      if (line.size() > 0 && !mark) {
        flush(line);
      }
      ended.countDown();
      markSeen("");
    }
  }

  private void flush(ByteArrayOutputStream line) {
    line(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }

  private void markSeen(String requestId) {
    lock.lock();
    try {
      lastMark = requestId;
      marked.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
