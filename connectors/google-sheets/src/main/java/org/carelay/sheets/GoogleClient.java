package org.carelay.sheets;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.DriveScopes;
import com.google.api.services.sheets.v4.Sheets;
import com.google.api.services.sheets.v4.SheetsScopes;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.gson.Gson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.jspecify.annotations.Nullable;

/** An opened connection to Google: one service account, its budget and what is cached for it. */
public final class GoogleClient implements Client {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(10);

  /** Google allows a service account 60. */
  private static final int CALLS_PER_MINUTE = 50;

  /** A stand-in has no quota of Google's; if it has one of its own, its 429 is heeded. */
  private static final int CALLS_PER_MINUTE_ELSEWHERE = 600;

  private static final List<String> SCOPES =
      List.of(SheetsScopes.SPREADSHEETS, DriveScopes.DRIVE_METADATA_READONLY);

  private final String email;
  private final Duration pollInterval;
  private final Sheets sheets;
  private final Drive drive;
  private final GoogleCalls calls;
  private final SheetReader reader;
  private final RowUpdates updates;
  private final NoteTidying tidying = new NoteTidying();

  private GoogleClient(
      ServiceAccountCredentials account, GoogleConnection settings, ConnectionContext context) {
    this.email = account.getClientEmail();
    this.pollInterval = settings.pollInterval() == null ? POLL_INTERVAL : settings.pollInterval();
    var transport = new NetHttpTransport();
    var json = GsonFactory.getDefaultInstance();
    HttpRequestInitializer signIn = new SignIn(account.createScoped(SCOPES), context.clock());
    var sheetsBuilder = new Sheets.Builder(transport, json, signIn).setApplicationName("Carelay");
    var driveBuilder = new Drive.Builder(transport, json, signIn).setApplicationName("Carelay");
    var root = standIn(settings.rootUrl());
    if (root != null) {
      sheetsBuilder.setRootUrl(root);
      driveBuilder.setRootUrl(root);
    }
    this.sheets = sheetsBuilder.build();
    this.drive = driveBuilder.build();
    this.calls =
        new GoogleCalls(
            email,
            perMinute(settings.readsPerMinute(), "readsPerMinute", root),
            perMinute(settings.writesPerMinute(), "writesPerMinute", root),
            context.clock());
    this.reader = new SheetReader(sheets, calls, context.clock());
    this.updates = new RowUpdates(sheets, calls, reader, context.clock());
  }

  /**
   * @throws IllegalArgumentException if the key is not a service account's
   */
  static GoogleClient open(GoogleConnection settings, ConnectionContext context) {
    var interval = settings.pollInterval();
    if (interval != null && (interval.isNegative() || interval.isZero())) {
      throw new IllegalArgumentException(
          "\"pollInterval\" must be longer than nothing, such as PT10S");
    }
    return new GoogleClient(account(settings.serviceAccountKey()), settings, context);
  }

  private static ServiceAccountCredentials account(Object keyFile) {
    var text = keyFile instanceof String written ? written : new Gson().toJson(keyFile);
    try {
      var key = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      // The engine knows when to try again; the library would hold a thread for seven seconds.
      return ServiceAccountCredentials.fromStream(key).toBuilder()
          .setDefaultRetriesEnabled(false)
          .build();
    } catch (IOException | RuntimeException unusable) {
      // Without its cause, which may quote the key.
      throw new IllegalArgumentException(
          "\"serviceAccountKey\" is not the JSON key of a service account. Make one in the Google"
              + " Cloud console (Service accounts, Keys, JSON) and give the whole file");
    }
  }

  /** A root that is not Google's; Google serves Drive from another host than Sheets. */
  private static @Nullable String standIn(@Nullable URI root) {
    if (root == null || (root.getHost() != null && root.getHost().endsWith(".googleapis.com"))) {
      return null;
    }
    if (root.getHost() == null) {
      throw new IllegalArgumentException(
          "\"rootUrl\" must be a whole address, such as http://127.0.0.1:8090/");
    }
    return root.toString().endsWith("/") ? root.toString() : root + "/";
  }

  private static int perMinute(
      @Nullable Integer configured, String name, @Nullable String standIn) {
    if (configured != null && configured < 1) {
      throw new IllegalArgumentException("\"" + name + "\" must be at least 1");
    }
    if (configured != null) {
      return configured;
    }
    return standIn == null ? CALLS_PER_MINUTE : CALLS_PER_MINUTE_ELSEWHERE;
  }

  /** The address to share spreadsheets with. */
  String email() {
    return email;
  }

  Duration pollInterval() {
    return pollInterval;
  }

  Sheets sheets() {
    return sheets;
  }

  Drive drive() {
    return drive;
  }

  GoogleCalls calls() {
    return calls;
  }

  SheetReader reader() {
    return reader;
  }

  RowUpdates updates() {
    return updates;
  }

  NoteTidying tidying() {
    return tidying;
  }
}
