package org.carelay.database;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/**
 * What a query found, as JSON values: numbers without loss, instants in UTC, times without a zone
 * with the offset of the zone whose clocks they are.
 */
final class Rows {
  /** Of text and bytes in one result, so that a query cannot fill the memory. */
  private static final long MOST_CHARACTERS = 32L << 20;

  private final ResultSet found;
  private final ZoneId zone;
  private final List<Column> columns = new ArrayList<>();
  private long characters;

  private record Column(String label, ColumnType type) {}

  Rows(ResultSet found, Dialect dialect, ZoneId zone) throws SQLException, ConnectorException {
    this.found = found;
    this.zone = zone;
    var data = found.getMetaData();
    for (var i = 1; i <= data.getColumnCount(); i++) {
      var label = data.getColumnLabel(i);
      if (columns.stream().anyMatch(column -> column.label().equals(label))) {
        throw new Permanent(
            "column-named-twice",
            "Two columns of the result are called '%s'. Name them apart with 'as'."
                .formatted(label),
            null);
      }
      columns.add(new Column(label, type(dialect, data, i)));
    }
  }

  private static ColumnType type(Dialect dialect, ResultSetMetaData data, int index)
      throws SQLException {
    return dialect.type(
        data.getColumnTypeName(index), data.getColumnType(index), data.getPrecision(index));
  }

  /** The row on which the result stands. */
  Map<String, @Nullable Object> read() throws SQLException, ConnectorException {
    var row = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(columns.size());
    for (var i = 0; i < columns.size(); i++) {
      var value = value(columns.get(i).type(), i + 1);
      if (value instanceof String text) {
        characters += text.length();
      }
      row.put(columns.get(i).label(), value);
    }
    if (characters > MOST_CHARACTERS) {
      throw new Permanent(
          "result-too-large",
          "The result has more than %d MiB of text. Ask for fewer columns or rows."
              .formatted(MOST_CHARACTERS >> 20),
          null);
    }
    return row;
  }

  private @Nullable Object value(ColumnType type, int index) throws SQLException {
    return switch (type) {
      case ColumnType.Whole _, ColumnType.Exact _, ColumnType.Floating _ ->
          number(found.getString(index));
      case ColumnType.Truth _ -> {
        var truth = found.getBoolean(index);
        yield found.wasNull() ? null : truth;
      }
      case ColumnType.Day _ -> day(found.getObject(index, LocalDate.class));
      case ColumnType.TimeOfDay _ -> time(index);
      case ColumnType.LocalMoment _ -> localMoment(found.getObject(index, LocalDateTime.class));
      case ColumnType.Moment(var zoned) ->
          zoned ? moment(found.getObject(index, OffsetDateTime.class)) : utc(index);
      case ColumnType.Json _ -> {
        var text = found.getString(index);
        yield text == null ? null : JsonText.read(text);
      }
      case ColumnType.Bytes _ -> {
        var bytes = found.getBytes(index);
        yield bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
      }
      case ColumnType.Array(var element) -> {
        var text = found.getString(index);
        yield text == null ? null : ArrayText.read(text, each -> element(element, each));
      }
      case ColumnType.Text _, ColumnType.Uuid _, ColumnType.Other _ -> found.getString(index);
    };
  }

  /** Whole numbers stay whole; what JSON does not have, such as NaN, is text. */
  static @Nullable Object number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      if (text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
        var whole = new BigInteger(text);
        return whole.bitLength() < 32
            ? (Object) whole.intValueExact()
            : whole.bitLength() < 64 ? (Object) whole.longValueExact() : whole;
      }
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static @Nullable Object day(@Nullable LocalDate date) {
    if (date == null) {
      return null;
    }
    return date.equals(LocalDate.MAX)
        ? "infinity"
        : date.equals(LocalDate.MIN) ? "-infinity" : date.toString();
  }

  /** MariaDB's reach beyond a day. */
  private @Nullable Object time(int index) throws SQLException {
    var text = found.getString(index);
    try {
      return text == null ? null : DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.parse(text));
    } catch (java.time.DateTimeException e) {
      return text;
    }
  }

  private @Nullable Object localMoment(@Nullable LocalDateTime time) {
    if (time == null) {
      return null;
    }
    return time.equals(LocalDateTime.MAX)
        ? "infinity"
        : time.equals(LocalDateTime.MIN) ? "-infinity" : Moments.local(time, zone);
  }

  private static @Nullable Object moment(@Nullable OffsetDateTime moment) {
    if (moment == null) {
      return null;
    }
    return moment.equals(OffsetDateTime.MAX)
        ? "infinity"
        : moment.equals(OffsetDateTime.MIN) ? "-infinity" : moment.toInstant().toString();
  }

  private @Nullable Object utc(int index) throws SQLException {
    var time = found.getObject(index, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC).toString();
  }

  /** One element of an array, as PostgreSQL writes it. */
  private @Nullable Object element(ColumnType type, String text) {
    return switch (type) {
      case ColumnType.Whole _, ColumnType.Exact _, ColumnType.Floating _ -> number(text);
      case ColumnType.Truth _ -> text.startsWith("t");
      case ColumnType.Json _ -> JsonText.read(text);
      case ColumnType.LocalMoment _ ->
          Moments.local(Moments.parse(text, zone).toLocalDateTime(), zone);
      case ColumnType.Moment _ -> Moments.parse(text, zone).toInstant().toString();
      case ColumnType.Bytes _ ->
          Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text.substring(2)));
      default -> text;
    };
  }
}
