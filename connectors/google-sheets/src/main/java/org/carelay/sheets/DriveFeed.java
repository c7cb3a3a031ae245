package org.carelay.sheets;

import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.ChangeList;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Drive which files have changed: one call for all spreadsheets of a credential. The token is
 * taken before any values are read, so that an edit in between is told of again and not lost.
 */
final class DriveFeed {
  private static final Duration ASK_AGAIN = Duration.ofMinutes(10);
  private static final int MOST_PAGES = 50;
  private static final int PAGE = 500;
  private static final String FIELDS = "nextPageToken,newStartPageToken,changes(fileId,removed)";
  private static final String MY_DRIVE = "";

  private final Drive drive;
  private final GoogleCalls calls;
  private final PollSchedule schedule;
  private final Set<String> spreadsheets;
  private final Set<String> touched = new HashSet<>();

  private DriveFeed(GoogleClient client, PollSchedule schedule, Set<String> spreadsheets) {
    this.drive = client.drive();
    this.calls = client.calls();
    this.schedule = schedule;
    this.spreadsheets = spreadsheets;
  }

  /**
   * Which of the spreadsheets may have changed since the last look; all of them where Drive cannot
   * be asked, since the credential has no right to it.
   */
  static Set<String> touched(
      GoogleClient client, PollSchedule schedule, Set<String> spreadsheets, Instant now)
      throws ConnectorException, InterruptedException {
    if (schedule.isDriveOff(now)) {
      return spreadsheets;
    }
    var feed = new DriveFeed(client, schedule, spreadsheets);
    try {
      feed.look();
    } catch (ConnectorException.Permanent noDrive) {
      schedule.driveOff(now.plus(ASK_AGAIN));
      return spreadsheets;
    }
    return feed.touched;
  }

  private void look() throws ConnectorException, InterruptedException {
    var drives = new HashSet<String>();
    drives.add(MY_DRIVE);
    for (var id : spreadsheets) {
      var known = schedule.drive(id);
      if (known == null) {
        known = driveOf(id);
        schedule.drive(id, known);
      }
      drives.add(known);
    }
    for (var each : drives) {
      var token = schedule.token(each);
      if (token == null || !follow(each, token)) {
        schedule.token(each, startToken(each));
        spreadsheets.stream().filter(id -> each.equals(schedule.drive(id))).forEach(touched::add);
      }
    }
  }

  /** The shared drive of a file. Files in one have a change log of their own. */
  private String driveOf(String id) throws ConnectorException, InterruptedException {
    try {
      var file =
          calls.drive(
              () -> drive.files().get(id).setFields("driveId").setSupportsAllDrives(true), soon());
      return file.getDriveId() == null ? MY_DRIVE : file.getDriveId();
    } catch (ConnectorException.Permanent notVisible) {
      return MY_DRIVE;
    }
  }

  private String startToken(String driveId) throws ConnectorException, InterruptedException {
    var answer =
        calls.drive(
            () -> {
              var request = drive.changes().getStartPageToken().setSupportsAllDrives(true);
              return driveId.equals(MY_DRIVE) ? request : request.setDriveId(driveId);
            },
            soon());
    return answer.getStartPageToken();
  }

  /**
   * @return false if Drive no longer takes the token
   */
  private boolean follow(String driveId, String from)
      throws ConnectorException, InterruptedException {
    @Nullable String token = from;
    for (var page = 0; page < MOST_PAGES && token != null; page++) {
      ChangeList answer;
      try {
        answer = list(driveId, token);
      } catch (ConnectorException.Permanent refused) {
        return false;
      }
      if (answer.getChanges() != null) {
        answer.getChanges().stream()
            .map(change -> change.getFileId())
            .filter(id -> id != null && spreadsheets.contains(id))
            .forEach(touched::add);
      }
      token = answer.getNextPageToken();
      var next = token == null ? answer.getNewStartPageToken() : token;
      if (next != null) {
        schedule.token(driveId, next);
      }
    }
    return true;
  }

  private ChangeList list(String driveId, String token)
      throws ConnectorException, InterruptedException {
    return calls.drive(() -> listing(driveId, token), soon());
  }

  private Drive.Changes.List listing(String driveId, String token) throws IOException {
    var request =
        drive
            .changes()
            .list(token)
            .setPageSize(PAGE)
            .setIncludeRemoved(true)
            .setIncludeItemsFromAllDrives(true)
            .setSupportsAllDrives(true)
            .setFields(FIELDS);
    return driveId.equals(MY_DRIVE) ? request : request.setDriveId(driveId);
  }

  private Instant soon() {
    return calls.soon();
  }
}
