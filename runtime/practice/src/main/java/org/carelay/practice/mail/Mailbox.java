package org.carelay.practice.mail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder of mails. A mail is on disk before {@link #deliver} returns. */
final class Mailbox {
  private static final String ENDING = ".eml";

  private final Path folder;
  private final List<Mail> mails = new ArrayList<>();
  private int next = 1;

  private Mailbox(Path folder) {
    this.folder = folder;
  }

  static Mailbox open(Path folder) throws IOException {
    Files.createDirectories(folder);
    var mailbox = new Mailbox(folder);
    List<Path> files;
    try (var entries = Files.list(folder)) {
      files = entries.filter(each -> each.toString().endsWith(ENDING)).sorted().toList();
    }
    for (var file : files) {
      var id = file.getFileName().toString().replace(ENDING, "");
      mailbox.mails.add(MailReader.read(id, Files.readAllBytes(file)));
      if (id.matches("\\d{1,9}")) {
        mailbox.next = Math.max(mailbox.next, Integer.parseInt(id) + 1);
      }
    }
    return mailbox;
  }

  synchronized Mail deliver(String from, List<String> to, byte[] content, Instant at)
      throws IOException {
    var id = "%08d".formatted(next++);
    var envelope = new StringBuilder("Return-Path: <" + from + ">\r\n");
    to.forEach(each -> envelope.append(MailReader.DELIVERED_TO + ": " + each + "\r\n"));
    envelope.append(MailReader.RECEIVED_AT + ": " + at + "\r\n");
    var head = envelope.toString().getBytes(StandardCharsets.UTF_8);
    var raw = ByteBuffer.allocate(head.length + content.length).put(head).put(content);
    write(id, raw.flip());
    var mail = MailReader.read(id, raw.array());
    mails.add(mail);
    return mail;
  }

  /** Newest first. */
  synchronized List<Mail> mails() {
    return List.copyOf(mails).reversed();
  }

  byte @Nullable [] raw(String id) throws IOException {
    return mails().stream().anyMatch(mail -> mail.id().equals(id))
        ? Files.readAllBytes(folder.resolve(id + ENDING))
        : null;
  }

  private void write(String id, ByteBuffer raw) throws IOException {
    var draft = folder.resolve(id + ".draft");
    try (var file =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      while (raw.hasRemaining()) {
        file.write(raw);
      }
      file.force(true);
    }
    Files.move(draft, folder.resolve(id + ENDING), StandardCopyOption.ATOMIC_MOVE);
    try (var directory = FileChannel.open(folder)) {
      directory.force(true);
    }
  }
}
