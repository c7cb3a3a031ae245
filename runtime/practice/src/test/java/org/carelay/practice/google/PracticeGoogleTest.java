package org.carelay.practice.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.Data;
import com.google.api.services.drive.Drive;
import com.google.api.services.sheets.v4.Sheets;
import com.google.api.services.sheets.v4.model.AppendCellsRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateValuesRequest;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.CreateDeveloperMetadataRequest;
import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import com.google.api.services.sheets.v4.model.DeveloperMetadataLocation;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.ValueRange;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The practice Google through Google's own client libraries. */
class PracticeGoogleTest {
  private static final String ID = SampleClinic.SPREADSHEET;
  private static final String KEY_FILE = "service-account.pkcs8";
  private static byte[] key = new byte[0];

  @TempDir Path folder;
  private PracticeGoogle google;
  private Sheets sheets;
  private Drive drive;

  /** One key for all tests, since making one takes a second. */
  @BeforeAll
  static void makeKey(@TempDir Path first) throws IOException {
    PracticeGoogle.start(first, 0).close();
    key = Files.readAllBytes(first.resolve(KEY_FILE));
  }

  @BeforeEach
  void start() throws IOException {
    Files.write(folder.resolve(KEY_FILE), key);
    restart(Clock.systemUTC());
    google.seedIfEmpty(List.of(SampleClinic.appointments(LocalDate.of(2026, 11, 24))));
  }

  private void restart(Clock clock) throws IOException {
    if (google != null) {
      google.close();
    }
    google = PracticeGoogle.start(folder, 0, clock);
    var keyFile = Json.bytes(new ObjectMapper().valueToTree(google.serviceAccountKey()));
    var credentials =
        ServiceAccountCredentials.fromStream(new ByteArrayInputStream(keyFile))
            .createScoped("https://www.googleapis.com/auth/spreadsheets");
    HttpRequestInitializer signed = new HttpCredentialsAdapter(credentials);
    var json = GsonFactory.getDefaultInstance();
    sheets =
        new Sheets.Builder(new NetHttpTransport(), json, signed)
            .setRootUrl(google.rootUrl().toString())
            .setApplicationName("test")
            .build();
    drive =
        new Drive.Builder(new NetHttpTransport(), json, signed)
            .setRootUrl(google.rootUrl().toString())
            .setApplicationName("test")
            .build();
  }

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void sample_phones_are_valid_but_for_the_bad_one() {
    var phones = PhoneNumberUtil.getInstance();
    var rows = google.sheet(ID, SampleClinic.SHEET).read().rows();
    var valid =
        rows.stream()
            .skip(1)
            .filter(
                row -> {
                  try {
                    return phones.isValidNumber(phones.parse(row.get(4).text(), "US"));
                  } catch (NumberParseException notANumber) {
                    return false;
                  }
                })
            .count();
    assertThat(rows).hasSize(9);
    assertThat(valid).isEqualTo(7);
    assertThat(rows.get(1).get(1)).isEqualTo(new Grid.Shown("004211", "004211"));
    assertThat(rows.get(1).get(7)).isEqualTo(new Grid.Shown(true, "TRUE"));
    assertThat(rows.get(1).get(8).text()).isEqualTo("11/24/2026 9:00:00");
  }

  @Test
  void values_come_raw_formatted_and_as_formula() throws IOException {
    google.sheet(ID, "Appointments").edit(1, 6, "=1+2");
    assertThat(read("A2:J2", "UNFORMATTED_VALUE", "SERIAL_NUMBER").getFirst())
        .startsWith("A-1001", "004211")
        .contains(new BigDecimal(3), true, new BigDecimal("46350.375"));
    assertThat(read("F2:I2", "UNFORMATTED_VALUE", "FORMATTED_STRING").getFirst())
        .containsExactly("Waiting", new BigDecimal(3), true, "11/24/2026 9:00:00");
    assertThat(read("G2:H2", "FORMATTED_VALUE", "SERIAL_NUMBER").getFirst())
        .containsExactly("3", "TRUE");
    assertThat(read("G2:H2", "FORMULA", "SERIAL_NUMBER").getFirst()).containsExactly("=1+2", true);
  }

  @Test
  void trailing_blanks_are_left_out_and_a_range_beyond_the_grid_is_refused() throws IOException {
    google.sheet(ID, "Appointments").edit(1, 9, "");
    var whole = sheets.spreadsheets().values().get(ID, "Appointments").execute();
    assertThat(whole.getRange()).isEqualTo("Appointments!A1:Z1000");
    assertThat(whole.getValues()).hasSize(9);
    assertThat(whole.getValues().get(1)).hasSize(9);
    assertThatThrownBy(() -> sheets.spreadsheets().values().get(ID, "Appointments!A1001").execute())
        .isInstanceOfSatisfying(
            GoogleJsonResponseException.class,
            refusal ->
                assertThat(refusal.getDetails().getMessage()).contains("exceeds grid limits"));
    assertThatThrownBy(() -> sheets.spreadsheets().values().get(ID, "Nowhere!A1").execute())
        .hasMessageContaining("Unable to parse range: Nowhere!A1");
  }

  @Test
  void an_update_skips_null_and_clears_with_the_empty_text() throws IOException {
    var row = Arrays.asList(Data.nullOf(Object.class), "Sent", true, "");
    var answer =
        sheets
            .spreadsheets()
            .values()
            .update(ID, "Appointments!F2:I2", new ValueRange().setValues(List.of(row)))
            .setValueInputOption("RAW")
            .setIncludeValuesInResponse(true)
            .setResponseValueRenderOption("UNFORMATTED_VALUE")
            .execute();
    assertThat(answer.getUpdatedRange()).isEqualTo("Appointments!F2:I2");
    assertThat(answer.getUpdatedData().getValues().getFirst())
        .containsExactly("Waiting", "Sent", true);
  }

  @Test
  void a_batch_of_values_is_written_whole_or_not_at_all() {
    var good = new ValueRange().setRange("Appointments!F2").setValues(List.of(List.of("Ready")));
    var bad = new ValueRange().setRange("Nowhere!F3").setValues(List.of(List.of("Ready")));
    var body =
        new BatchUpdateValuesRequest().setValueInputOption("RAW").setData(List.of(good, bad));
    assertThatThrownBy(() -> sheets.spreadsheets().values().batchUpdate(ID, body).execute())
        .isInstanceOf(GoogleJsonResponseException.class);
    assertThat(google.sheet(ID, "Appointments").read().rows().get(1).get(5).text())
        .isEqualTo("Waiting");
  }

  @Test
  void append_finds_the_table_and_inserts_below_it() throws IOException {
    var row = new ValueRange().setValues(List.of(List.of("A-1009", "004219", "Ida")));
    var answer =
        sheets
            .spreadsheets()
            .values()
            .append(ID, "Appointments!A1:J1", row)
            .setValueInputOption("RAW")
            .setInsertDataOption("INSERT_ROWS")
            .execute();
    assertThat(answer.getTableRange()).isEqualTo("Appointments!A1:J9");
    assertThat(answer.getUpdates().getUpdatedRange()).isEqualTo("Appointments!A10:C10");
  }

  @Test
  void metadata_with_a_used_id_fails_the_whole_batch() throws IOException {
    append("A-1009");
    assertThatThrownBy(() -> append("A-1010")).hasMessageContaining("already in use");
    assertThat(google.sheet(ID, "Appointments").read().rows()).hasSize(10);
    assertThat(sheets.spreadsheets().developerMetadata().get(ID, 77).execute().getMetadataValue())
        .isEqualTo("v");
  }

  private void append(String id) throws IOException {
    var metadata =
        new DeveloperMetadata()
            .setMetadataId(77)
            .setMetadataKey("k")
            .setMetadataValue("v")
            .setVisibility("DOCUMENT")
            .setLocation(new DeveloperMetadataLocation().setSpreadsheet(true));
    var cell = new CellData().setUserEnteredValue(new ExtendedValue().setStringValue(id));
    var requests =
        List.of(
            new Request()
                .setCreateDeveloperMetadata(
                    new CreateDeveloperMetadataRequest().setDeveloperMetadata(metadata)),
            new Request()
                .setAppendCells(
                    new AppendCellsRequest()
                        .setSheetId(0)
                        .setFields("userEnteredValue")
                        .setRows(List.of(new RowData().setValues(List.of(cell))))));
    sheets
        .spreadsheets()
        .batchUpdate(ID, new BatchUpdateSpreadsheetRequest().setRequests(requests))
        .execute();
  }

  @Test
  void a_masked_get_gives_values_formats_and_properties() throws IOException {
    var answer =
        sheets
            .spreadsheets()
            .get(ID)
            .setRanges(List.of("Appointments!I2:I2"))
            .setFields(
                "properties/timeZone,sheets(properties(title),data(startRow,rowData(values(effectiveValue,formattedValue,effectiveFormat/numberFormat/type))))")
            .execute();
    assertThat(answer.getProperties().getTimeZone()).isEqualTo("America/New_York");
    assertThat(answer.getProperties().getTitle()).isNull();
    var data = answer.getSheets().getFirst().getData().getFirst();
    var cell = data.getRowData().getFirst().getValues().getFirst();
    assertThat(data.getStartRow()).isEqualTo(1);
    assertThat(cell.getEffectiveFormat().getNumberFormat().getType()).isEqualTo("DATE_TIME");
    assertThat(cell.getEffectiveValue().getNumberValue()).isEqualTo(46350.375);
  }

  @Test
  void drive_lists_a_change_once_in_pages_and_across_a_restart() throws IOException {
    google.create(NewSpreadsheet.of("second", "S", List.of(List.of("a"))));
    var token = drive.changes().getStartPageToken().execute().getStartPageToken();
    google.sheet("second", "S").edit(1, 0, "x");
    google.sheet(ID, "Appointments").edit(1, 5, "Ready");
    google.sheet(ID, "Appointments").edit(1, 5, "Waiting");
    restart(Clock.systemUTC());
    var first = drive.changes().list(token).setPageSize(1).execute();
    assertThat(first.getChanges()).extracting("fileId").containsExactly("second");
    assertThat(first.getNewStartPageToken()).isNull();
    var last = drive.changes().list(first.getNextPageToken()).setPageSize(1).execute();
    assertThat(last.getChanges()).extracting("fileId").containsExactly(ID);
    assertThat(drive.changes().list(last.getNewStartPageToken()).execute().getChanges()).isEmpty();
    assertThat(google.sheet(ID, "Appointments").read().rows().get(1).get(5).text())
        .isEqualTo("Waiting");
  }

  @Test
  void drive_may_lag_and_says_when_a_file_is_no_longer_shared() throws IOException {
    var clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
    restart(clock);
    google.faults().driveLag(Duration.ofSeconds(10));
    var token = drive.changes().getStartPageToken().execute().getStartPageToken();
    clock.now = clock.now.plusSeconds(60);
    google.share(ID, false);
    assertThat(drive.changes().list(token).execute().getChanges()).isEmpty();
    clock.now = clock.now.plusSeconds(10);
    var changes = drive.changes().list(token).execute().getChanges();
    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().getRemoved()).isTrue();
    assertThatThrownBy(() -> read("A1", "FORMATTED_VALUE", "SERIAL_NUMBER"))
        .isInstanceOfSatisfying(
            GoogleJsonResponseException.class,
            refusal -> assertThat(refusal.getStatusCode()).isEqualTo(403));
  }

  @Test
  void an_expired_token_is_refreshed_and_a_revoked_key_is_refused() throws IOException {
    read("A1", "FORMATTED_VALUE", "SERIAL_NUMBER");
    google.expireTokens();
    assertThat(read("A1", "FORMATTED_VALUE", "SERIAL_NUMBER")).isNotEmpty();
    assertThat(google.calls().of(CallKind.TOKEN)).isEqualTo(2);
    google.revokeKey(true);
    assertThatThrownBy(() -> read("A1", "FORMATTED_VALUE", "SERIAL_NUMBER"))
        .isInstanceOfSatisfying(
            GoogleJsonResponseException.class,
            refusal -> assertThat(refusal.getStatusCode()).isEqualTo(401));
  }

  @Test
  void faults_and_quota_answer_as_google_does() throws IOException {
    google.faults().quota(CallKind.SHEETS_READ, 1);
    google.faults().breakAfterApplying(CallKind.SHEETS_WRITE, 1);
    assertThatThrownBy(() -> append("A-1009")).isInstanceOf(IOException.class);
    assertThat(google.sheet(ID, "Appointments").read().rows()).hasSize(10);
    read("A1", "FORMATTED_VALUE", "SERIAL_NUMBER");
    assertThatThrownBy(
            () -> {
              read("A1", "FORMATTED_VALUE", "SERIAL_NUMBER");
              read("A1", "FORMATTED_VALUE", "SERIAL_NUMBER");
            })
        .isInstanceOfSatisfying(
            GoogleJsonResponseException.class,
            refusal -> {
              assertThat(refusal.getStatusCode()).isEqualTo(429);
              assertThat(refusal.getDetails().getErrors().getFirst().getReason())
                  .isEqualTo("rateLimitExceeded");
            });
  }

  private List<List<Object>> read(String cells, String values, String moments) throws IOException {
    return sheets
        .spreadsheets()
        .values()
        .get(ID, "Appointments!" + cells)
        .setValueRenderOption(values)
        .setDateTimeRenderOption(moments)
        .execute()
        .getValues();
  }

  private static final class SettableClock extends Clock {
    private Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
