package org.carelay.database.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.config.Configuration;
import io.debezium.connector.mongodb.MongoDbConnectorConfig;
import io.debezium.connector.mongodb.MongoDbSourceInfoStructMaker;
import io.debezium.connector.oracle.OracleConnectorConfig;
import io.debezium.connector.oracle.OracleSourceInfoStructMaker;
import io.debezium.connector.sqlserver.SqlServerConnectorConfig;
import io.debezium.connector.sqlserver.SqlServerSourceInfoStructMaker;
import io.debezium.data.Envelope;
import io.debezium.time.NanoTimestamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records in the shape in which Debezium gives them: its own schemas, filled by hand. */
class AddedReadersTest {
  private static final Instant AT = Instant.parse("2026-11-24T09:30:00Z");
  private static final Configuration CONFIG =
      Configuration.create()
          .with("topic.prefix", "p")
          .with("mongodb.connection.string", "mongodb://db.example.org")
          .build();

  private static final Schema ROW =
      SchemaBuilder.struct()
          .optional()
          .field("ID", Schema.INT32_SCHEMA)
          .field(
              "FEE",
              SchemaBuilder.string()
                  .optional()
                  .parameter("__debezium.source.column.type", "NUMBER")
                  .build())
          .field("AT", NanoTimestamp.builder().optional().build())
          .build();

  @Test
  void a_change_of_sql_server_has_the_same_before_and_after() {
    var maker = new SqlServerSourceInfoStructMaker();
    maker.init("sqlserver", "3", new SqlServerConnectorConfig(CONFIG));
    var source = filled(maker.schema(), Map.of("schema", "dbo", "table", "visit"));
    source.put("commit_lsn", "00000027:00000ac0:0002");
    source.put("change_lsn", "00000027:00000ac0:0001");
    source.put("event_serial_no", 2L);
    var reader = new SqlServerReader("{}");
    var change =
        reader
            .read(
                List.of(
                    record(
                        "u",
                        row("12.50"),
                        row("13.00"),
                        source,
                        Map.of("commit_lsn", "00000027:00000ac0:0002", "event_serial_no", 2L))))
            .getFirst();
    assertThat(change.table()).isEqualTo("dbo.visit");
    assertThat(change.operation()).isEqualTo(RowOperation.UPDATE);
    assertThat(change.changed()).containsExactly("FEE");
    assertThat(change.at()).isEqualTo(AT);
    assertThat(change.key()).isEqualTo("00000027:00000ac0:0002/00000027:00000ac0:0001/2/update");
    assertThat(values(change.before()))
        .containsEntry("FEE", new BigDecimal("12.50"))
        .containsEntry("AT", "2026-11-24T09:30:00.000000001Z");
    assertThat(reader.done())
        .isEqualTo("{\"commit_lsn\":\"00000027:00000ac0:0002\",\"event_serial_no\":2}");
  }

  @Test
  void a_change_of_oracle_has_the_same_before_and_after() {
    var maker = new OracleSourceInfoStructMaker();
    maker.init("oracle", "3", new OracleConnectorConfig(CONFIG));
    var source = filled(maker.schema(), Map.of("schema", "WARD", "table", "VISIT"));
    source.put("txId", "0a00");
    source.put("scn", "8123");
    source.put("commit_scn", "8124");
    source.put("rs_id", " 0x00001 ");
    source.put("ssn", 7L);
    source.put("commit_ts_ms", AT.toEpochMilli());
    var change =
        new OracleReader("{}")
            .read(List.of(record("d", row("12.50"), null, source, Map.of("scn", "8123"))))
            .getFirst();
    assertThat(change.operation()).isEqualTo(RowOperation.DELETE);
    assertThat(change.table()).isEqualTo("WARD.VISIT");
    assertThat(change.place()).isEqualTo(8124);
    assertThat(change.key()).isEqualTo("0a00/8123/0x00001/7/delete");
    assertThat(values(change.before())).containsEntry("FEE", new BigDecimal("12.50"));
    assertThat(change.after()).isNull();
  }

  @Test
  void a_document_of_mongodb_becomes_a_row() {
    var maker = new MongoDbSourceInfoStructMaker();
    maker.init("mongodb", "3", new MongoDbConnectorConfig(CONFIG));
    var source = filled(maker.schema(), Map.of("db", "clinic", "collection", "visit"));
    source.put("ord", 4);
    source.put("wallTime", AT.toEpochMilli() + 250);
    var id = new ObjectId();
    var before = new Document("_id", id).append("name", "Ada").append("ward", "B4");
    var after =
        new Document("_id", id)
            .append("name", "Ada")
            .append("fee", new Decimal128(new BigDecimal("12.50")))
            .append("visits", 9_007_199_254_740_993L)
            .append("at", Date.from(AT))
            .append("scan", new Binary(new byte[] {1, 2}))
            .append("tags", List.of("new", new Document("level", 2)));
    var change =
        new MongoReader("{}")
            .read(
                List.of(
                    record(
                        "u",
                        json(before),
                        json(after),
                        source,
                        Map.of("sec", 1, "ord", 4, "resume_token", "82" + id.toHexString()))))
            .getFirst();
    assertThat(change.table()).isEqualTo("clinic.visit");
    assertThat(change.changed())
        .containsExactlyInAnyOrder("fee", "visits", "at", "scan", "tags", "ward");
    assertThat(change.at()).isEqualTo(AT.plusMillis(250));
    assertThat(change.key()).doesNotContain(id.toHexString());
    assertThat(values(change.before())).containsEntry("ward", "B4").containsEntry("fee", null);
    assertThat(values(change.after()))
        .containsEntry("_id", id.toHexString())
        .containsEntry("fee", new BigDecimal("12.50"))
        .containsEntry("at", AT.toString())
        .containsEntry("scan", "AQI=")
        .containsEntry("ward", null)
        .containsEntry("tags", List.of("new", Map.of("level", 2)));
    assertThat(String.valueOf(values(change.after()).get("visits"))).isEqualTo("9007199254740993");
  }

  /** As Debezium writes it. */
  @SuppressWarnings("deprecation")
  private static String json(Document document) {
    return document.toJson(JsonWriterSettings.builder().outputMode(JsonMode.STRICT).build());
  }

  private static Struct row(String fee) {
    return new Struct(ROW)
        .put("ID", 1)
        .put("FEE", fee)
        .put("AT", AT.getEpochSecond() * 1_000_000_000 + 1);
  }

  private static Struct filled(Schema schema, Map<String, String> texts) {
    var source = new Struct(schema);
    for (var field : schema.fields()) {
      if (!field.schema().isOptional() && field.schema().type() == Schema.Type.STRING) {
        source.put(field, "x");
      }
    }
    texts.forEach(source::put);
    source.put("ts_ms", AT.toEpochMilli());
    return source;
  }

  private static SourceRecord record(
      String operation,
      @Nullable Object before,
      @Nullable Object after,
      Struct source,
      Map<String, ?> offset) {
    var row = before instanceof String ? Schema.OPTIONAL_STRING_SCHEMA : ROW;
    var schema =
        SchemaBuilder.struct()
            .field(Envelope.FieldName.BEFORE, row)
            .field(Envelope.FieldName.AFTER, row)
            .field(Envelope.FieldName.SOURCE, source.schema())
            .field(Envelope.FieldName.OPERATION, Schema.STRING_SCHEMA)
            .build();
    var value =
        new Struct(schema)
            .put("before", before)
            .put("after", after)
            .put("source", source)
            .put("op", operation);
    return new SourceRecord(Map.of(), offset, "topic", schema, value);
  }

  private static Map<String, @Nullable Object> values(@Nullable Struct row) {
    var values = new ColumnValues(ZoneOffset.UTC).row(row);
    return values == null ? Map.of() : values;
  }
}
