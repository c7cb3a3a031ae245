package org.carelay.practice.google;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A made-up clinic's appointments. Numbers are from the range kept for fiction (555-01xx). */
public final class SampleClinic {
  /** The spreadsheet's id and its sheet, as recipes name them. */
  public static final String SPREADSHEET = "practice-appointments";

  public static final String SHEET = "Appointments";

  private SampleClinic() {}

  /**
   * The columns that one works with come first, so that they are seen without scrolling.
   *
   * @param visits the day of the visits
   */
  public static NewSpreadsheet appointments(LocalDate visits) {
    var day = visits.toString();
    var rows =
        List.of(
            List.of(
                "Appointment ID",
                "MRN",
                "First name",
                "Last name",
                "Mobile",
                "Status",
                "Sent",
                "Consent",
                "Visit time",
                "Email"),
            row(1, "Ana", "Lopez", "(212) 555-0142", day + " 9:00", "TRUE"),
            row(2, "Ben", "Okafor", "+1 212-555-0143", day + " 9:20", "TRUE"),
            row(3, "chloe", "Martin", "212.555.0144", day + " 9:40", "TRUE"),
            row(4, "David", "Nguyen", "12125550145", day + " 10:00", "TRUE"),
            row(5, "Elif", "Demir", "212-555-0146", day + " 10:20", "FALSE"),
            row(6, "Frank", "Weber", "555-01", day + " 10:40", "TRUE"),
            row(7, "Grace", "Kim", "(617) 555-0147", day + " 11:00", "TRUE"),
            row(8, "Hugo", "Silva", "+1 (617) 555-0148", day + " 11:20", "TRUE"));
    return new NewSpreadsheet(
        SPREADSHEET,
        "Elm Clinic appointments",
        ZoneId.of("America/New_York"),
        new NewSpreadsheet.Content(SHEET, Set.of("Appointment ID", "MRN", "Mobile"), rows),
        null);
  }

  private static List<String> row(
      int number, String first, String last, String mobile, String visit, String consent) {
    var email = (first + "." + last + "@example.org").toLowerCase(Locale.ROOT);
    return List.of(
        "A-100" + number,
        "00421" + number,
        first,
        last,
        mobile,
        "Waiting",
        "",
        consent,
        visit,
        email);
  }
}
