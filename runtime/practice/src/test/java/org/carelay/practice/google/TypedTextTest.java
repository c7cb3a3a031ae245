package org.carelay.practice.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTextTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @ParameterizedTest(name = "{0} becomes {1}, shown as {2}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "Ready,              Ready,            Ready",
        "0123,               123,              123",
        "+15550100,          15550100,         15550100",
        "+1 (555) 010-0100,  #ERROR!,          #ERROR!",
        "+1-212-555-0142,    -908,             -908",
        "212-555-0142,       212-555-0142,     212-555-0142",
        "(212) 555-0142,     (212) 555-0142,   (212) 555-0142",
        "12125550145,        12125550145,      12125550145",
        "'0123,              0123,             0123",
        "true,               true,             TRUE",
        "FALSE,              false,            FALSE",
        "0,                  0,                0",
        "-0.50,              -0.5,             -0.5",
        "`1,234.5`,          1234.5,           `1,234.5`",
        "$12,                12,               $12.00",
        "12%,                0.12,             12.00%",
        "1e3,                1000,             1000",
        "2026-11-24,         46350,            2026-11-24",
        "11/24/2026,         46350,            11/24/2026",
        "11/24,              46350,            11/24/2026",
        "2/30/2026,          2/30/2026,        2/30/2026",
        "2026-11-24 15:45,   46350.65625,      11/24/2026 15:45:00",
        "3:45 pm,            0.65625,          3:45:00 PM",
        "=1+2*3,             7,                7",
        "=SUM(A1:A2),        #NAME?,           #NAME?",
        "=1/0,               #DIV/0!,          #DIV/0!",
        "-,                  -,                -",
        "+,                  +,                +",
      })
  void is_taken_as_sheets_takes_it(String typed, String value, String shown) {
    var cell = TypedText.into(Cell.BLANK, typed, TODAY);
    var held = Objects.requireNonNull(cell.value());
    assertThat(Json.of(held.unformatted()).asText()).isEqualTo(value);
    assertThat(CellText.of(cell)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0123", "+12125550142", "TRUE", "=1+1", "2026-11-24", "'x"})
  void stays_as_it_is_in_a_plain_text_column(String typed) {
    var cell = TypedText.into(new Cell(null, NumberFormat.PLAIN_TEXT, null), typed, TODAY);
    assertThat(cell.value()).isEqualTo(new CellValue.TextValue(typed));
  }
}
