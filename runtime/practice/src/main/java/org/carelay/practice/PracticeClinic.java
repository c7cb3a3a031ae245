package org.carelay.practice;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.carelay.practice.google.PracticeGoogle;
import org.carelay.practice.google.SampleClinic;
import org.carelay.practice.mail.MailSettings;
import org.carelay.practice.mail.PracticeMail;
import org.carelay.practice.phone.PhoneSettings;
import org.carelay.practice.phone.PracticeTwilio;
import org.jspecify.annotations.Nullable;

/**
 * A clinic to try everything in: a sheet, a telephone, a mailbox and a database, on this machine.
 * What people do in it is still there at the next start.
 */
public final class PracticeClinic implements AutoCloseable {
  private static final String CLINIC_NUMBER = "+12125550100";
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  /** What of the clinic has changed. */
  public enum Place {
    SHEET,
    PHONES,
    MAILBOX
  }

  private final PracticeGoogle sheets;
  private final PracticeTwilio phone;
  private final PracticeMail mail;
  private final ClinicDatabase.@Nullable Address database;

  private PracticeClinic(
      PracticeGoogle sheets,
      PracticeTwilio phone,
      PracticeMail mail,
      ClinicDatabase.@Nullable Address database) {
    this.sheets = sheets;
    this.phone = phone;
    this.mail = mail;
    this.database = database;
  }

  /**
   * How to set up the clinic.
   *
   * @param folder where it keeps everything; made readable by its owner only
   * @param database null where there is none
   * @param changed called after every change, on the thread that made it: must return at once
   */
  public record Settings(
      Path folder,
      Clock clock,
      ClinicDatabase.@Nullable Address database,
      Consumer<Place> changed) {}

  /**
   * Starts its services on free ports of 127.0.0.1.
   *
   * @throws IOException if the folder cannot be used
   */
  public static PracticeClinic start(Settings settings) throws IOException {
    var folder = ownFolder(settings.folder());
    var sheets = PracticeGoogle.start(folder.resolve("sheets"), 0, settings.clock());
    try {
      var tomorrow = LocalDate.ofInstant(settings.clock().instant(), ZONE).plusDays(1);
      sheets.seedIfEmpty(List.of(SampleClinic.appointments(tomorrow)));
      var phone =
          PracticeTwilio.start(
              new PhoneSettings(
                  folder.resolve("phone"),
                  0,
                  CLINIC_NUMBER,
                  Duration.ofMillis(400),
                  settings.clock()));
      try {
        var mail =
            PracticeMail.start(new MailSettings(folder.resolve("mail"), 0, settings.clock()));
        var clinic = new PracticeClinic(sheets, phone, mail, settings.database());
        clinic.tell(settings.changed());
        return clinic;
      } catch (IOException | RuntimeException e) {
        phone.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      sheets.close();
      throw e;
    }
  }

  private static Path ownFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }

  private void tell(Consumer<Place> changed) {
    sheets.onChange(_ -> changed.accept(Place.SHEET));
    phone.listen(_ -> changed.accept(Place.PHONES));
    mail.listen(_ -> changed.accept(Place.MAILBOX));
  }

  /**
   * The settings with which a connector reaches this clinic, as one would write them for a
   * connection; null for a connector that has nothing here.
   */
  public @Nullable Map<String, Object> connection(String connector) {
    return switch (connector) {
      case "google-sheets" ->
          Map.of(
              "serviceAccountKey",
              sheets.serviceAccountKey(),
              "rootUrl",
              sheets.rootUrl().toString(),
              "pollInterval",
              "PT1S");
      case "twilio" ->
          Map.of(
              "accountSid",
              phone.accountSid(),
              "authToken",
              phone.authToken(),
              "from",
              phone.clinicNumber(),
              "baseUrl",
              phone.baseUrl().toString());
      case "email" ->
          Map.of(
              "host",
              mail.host(),
              "port",
              mail.port(),
              "security",
              "none",
              "from",
              "clinic@example.org",
              "fromName",
              "Elm Clinic",
              "inbox",
              Map.of(
                  "port",
                  mail.mailboxPort(),
                  "security",
                  "none",
                  "username",
                  "clinic",
                  "password",
                  "practice",
                  "every",
                  "PT2S"));
      case "database" ->
          database == null
              ? null
              : Map.of(
                  "url",
                  database.url(),
                  "username",
                  database.user(),
                  "password",
                  database.password());
      default -> null;
    };
  }

  /** Where patients' answers are posted from now on. */
  public void answersGoTo(URI url) {
    phone.inbound(url);
  }

  public PracticeGoogle sheets() {
    return sheets;
  }

  public PracticeTwilio phone() {
    return phone;
  }

  public PracticeMail mail() {
    return mail;
  }

  /** The tables of its database; null where it has none. */
  public @Nullable ClinicTables tables() {
    return database == null ? null : new ClinicTables(database);
  }

  @Override
  public void close() {
    try {
      mail.close();
    } finally {
      try {
        phone.close();
      } finally {
        sheets.close();
      }
    }
  }
}
