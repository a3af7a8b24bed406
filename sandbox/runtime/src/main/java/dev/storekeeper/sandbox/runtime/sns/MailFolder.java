package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/**
 * Mail as .eml files (RFC 5322) in a folder, instead of in somebody's inbox; of one run the newest
 * 10,000. Safe for use by many threads.
 */
final class MailFolder {
  private static final int MAX_FILES = 10_000;
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Deque<Path> written = new ArrayDeque<>();
  private long sequence;

  MailFolder(Path folder) {
    this.folder = folder;
  }

  synchronized void write(Subscription subscription, Publication publication) {
    Path file =
        folder.resolve(FILE_TIME.format(publication.at()) + "-%05d.eml".formatted(++sequence));
    try {
      Files.createDirectories(folder);
      Files.writeString(file, mail(subscription, publication), StandardOpenOption.CREATE_NEW);
      written.addLast(file);
      if (written.size() > MAX_FILES) {
        Files.deleteIfExists(written.removeFirst());
      }
    } catch (IOException e) {
      throw new AwsException(500, "InternalError", "cannot write the mail " + file + ": " + e);
    }
  }

  private static String mail(Subscription subscription, Publication publication) {
    String subject = publication.notification().subject();
    return String.join(
        "\r\n",
        "From: AWS Notifications <no-reply@sns.amazonaws.com>",
        "To: " + subscription.endpoint(),
        "Subject: " + (subject.isEmpty() ? "AWS Notification Message" : subject),
        "Date: "
            + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                publication.at().atOffset(ZoneOffset.UTC)),
        "Message-ID: <" + publication.messageId() + "@sns.sandbox>",
        "MIME-Version: 1.0",
        body(subscription, publication));
  }

  private static String body(Subscription subscription, Publication publication) {
    if (subscription.protocol() == Protocol.EMAIL_JSON) {
      return part("application/json", publication.envelope(subscription).toPrettyString());
    }
    return part(
        "text/plain",
        publication.text(subscription)
            + "\n\n--\nIf you wish to stop receiving notifications from this topic, please visit"
            + " the link below to unsubscribe:\n"
            + publication.unsubscribeUrl(subscription)
            + "\n");
  }

  // Long lines break the format's limit of 998 characters; everything else stays readable.
  private static String part(String type, String text) {
    String lines = text.replaceAll("\r?\n", "\r\n");
    boolean plain = lines.lines().allMatch(line -> line.length() <= 300);
    String encoded =
        plain
            ? lines
            : Base64.getMimeEncoder().encodeToString(lines.getBytes(StandardCharsets.UTF_8));
    return "Content-Type: "
        + type
        + "; charset=UTF-8\r\nContent-Transfer-Encoding: "
        + (plain ? "8bit" : "base64")
        + "\r\n\r\n"
        + encoded;
  }
}
