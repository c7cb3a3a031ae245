package org.carelay.practice.mail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One client's conversation: as much of IMAP (RFC 3501) as reading one folder needs. Anybody may
 * sign in; nothing can be changed.
 */
final class ImapTalk {
  private static final DateTimeFormatter INTERNAL_DATE =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SEARCH_DATE =
      DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH);
  private static final Pattern COMMAND = Pattern.compile("(\\S+) (UID )?(\\S+) ?(.*)");
  private static final Pattern SECTION =
      Pattern.compile("(?i)BODY(\\.PEEK)?\\[(HEADER)?](<(\\d+)\\.(\\d+)>)?");
  private static final Pattern SINCE = Pattern.compile("(?i)(?:SINCE|ON) \"?(\\d+-\\w{3}-\\d{4})");
  private static final int LONGEST_LINE = 8192;
  private static final String CAPABILITIES = "CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN";

  private final Mailbox mailbox;
  private final InputStream in;
  private final OutputStream out;
  private List<Mail> mails = List.of();

  ImapTalk(Mailbox mailbox, Socket client) throws IOException {
    this.mailbox = mailbox;
    in = new BufferedInputStream(client.getInputStream());
    out = new BufferedOutputStream(client.getOutputStream());
  }

  void go() throws IOException {
    say("* OK [" + CAPABILITIES + "] Practice mailbox");
    for (var line = line(); line != null; line = line()) {
      var command = COMMAND.matcher(line);
      if (!command.matches()) {
        say("* BAD Not a command");
      } else if (!answer(command)) {
        return;
      }
    }
  }

  /** False at the end of the conversation. */
  private boolean answer(Matcher command) throws IOException {
    var tag = command.group(1);
    var byUid = command.group(2) != null;
    var with = command.group(4);
    switch (command.group(3).toUpperCase(Locale.ROOT)) {
      case "CAPABILITY" -> say("* " + CAPABILITIES);
      case "AUTHENTICATE" -> {
        if (!with.contains(" ")) {
          say("+ ");
          line();
        }
      }
      case "LOGIN", "NOOP", "CHECK", "CLOSE", "UNSELECT" -> {}
      case "LIST", "LSUB" ->
          say("* " + command.group(3).toUpperCase(Locale.ROOT) + " () \"/\" INBOX");
      case "SELECT", "EXAMINE" -> {
        if (!with.replace("\"", "").equalsIgnoreCase("INBOX")) {
          say(tag + " NO [NONEXISTENT] There is only INBOX");
          return true;
        }
        select();
        say(tag + " OK [READ-ONLY] Open");
        return true;
      }
      case "SEARCH" -> say("* SEARCH" + found(with, byUid));
      case "FETCH" -> fetch(with, byUid);
      case "LOGOUT" -> {
        say("* BYE");
        say(tag + " OK Bye");
        return false;
      }
      default -> {
        say(tag + " BAD The practice mailbox does not know this");
        return true;
      }
    }
    say(tag + " OK Done");
    return true;
  }

  private void select() throws IOException {
    mails = mailbox.mails().reversed();
    say("* FLAGS (\\Seen)");
    say("* " + mails.size() + " EXISTS");
    say("* 0 RECENT");
    say("* OK [UIDVALIDITY 1] Fixed");
    say("* OK [UIDNEXT " + (mails.isEmpty() ? 1 : uid(mails.getLast()) + 1) + "] Next");
  }

  private String found(String with, boolean byUid) {
    var since = SINCE.matcher(with);
    var from = since.find() ? LocalDate.parse(since.group(1), SEARCH_DATE) : LocalDate.MIN;
    var numbers = new StringBuilder();
    for (var index = 0; index < mails.size(); index++) {
      var mail = mails.get(index);
      if (!LocalDate.ofInstant(mail.at(), ZoneOffset.UTC).isBefore(from)) {
        numbers.append(' ').append(byUid ? uid(mail) : index + 1);
      }
    }
    return numbers.toString();
  }

  private void fetch(String with, boolean byUid) throws IOException {
    var parts = with.split(" ", 2);
    var items = parts.length < 2 ? "" : parts[1];
    for (var index = 0; index < mails.size(); index++) {
      var mail = mails.get(index);
      if (isIn(parts[0], byUid ? uid(mail) : index + 1)) {
        show(index + 1, mail, items, byUid);
      }
    }
  }

  private void show(int number, Mail mail, String items, boolean byUid) throws IOException {
    var raw = mailbox.raw(mail.id());
    var bytes = raw == null ? new byte[0] : raw;
    var wanted = items.toUpperCase(Locale.ROOT);
    write("* " + number + " FETCH (FLAGS ()");
    if (byUid || wanted.contains("UID")) {
      write(" UID " + uid(mail));
    }
    if (wanted.contains("INTERNALDATE")) {
      write(" INTERNALDATE \"" + INTERNAL_DATE.format(mail.at()) + "\"");
    }
    if (wanted.contains("RFC822.SIZE")) {
      write(" RFC822.SIZE " + bytes.length);
    }
    var section = SECTION.matcher(items);
    while (section.find()) {
      content(section, section.group(2) == null ? bytes : head(bytes));
    }
    say(")");
  }

  private void content(Matcher section, byte[] all) throws IOException {
    var name = section.group(2) == null ? "BODY[]" : "BODY[HEADER]";
    if (section.group(3) == null) {
      literal(name, all);
      return;
    }
    var from = Math.min(Integer.parseInt(section.group(4)), all.length);
    var length = Math.min(Integer.parseInt(section.group(5)), all.length - from);
    literal(name + "<" + from + ">", Arrays.copyOfRange(all, from, from + length));
  }

  private static byte[] head(byte[] raw) {
    var end =
        IntStream.range(0, raw.length - 3)
            .filter(at -> raw[at] == '\r' && raw[at + 2] == '\r')
            .findFirst();
    return Arrays.copyOf(raw, end.isPresent() ? end.getAsInt() + 4 : raw.length);
  }

  private void literal(String name, byte[] content) throws IOException {
    write(" " + name + " {" + content.length + "}\r\n");
    out.write(content);
  }

  private boolean isIn(String set, int number) {
    var last = mails.isEmpty() ? 0 : Math.max(mails.size(), uid(mails.getLast()));
    for (var range : set.split(",")) {
      var ends = range.split(":");
      var from = ends[0].equals("*") ? last : Integer.parseInt(ends[0]);
      var to = ends.length < 2 ? from : ends[1].equals("*") ? last : Integer.parseInt(ends[1]);
      if (Math.min(from, to) <= number && number <= Math.max(from, to)) {
        return true;
      }
    }
    return false;
  }

  private static int uid(Mail mail) {
    return Integer.parseInt(mail.id());
  }

  private @org.jspecify.annotations.Nullable String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).strip();
      }
      if (line.size() == LONGEST_LINE) {
        return null;
      }
      line.write(next);
    }
    return null;
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void say(String line) throws IOException {
    write(line + "\r\n");
    out.flush();
  }
}
