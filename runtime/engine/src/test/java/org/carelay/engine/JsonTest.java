package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static String text(Object value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  @Test
  void keeps_numbers_exact_and_everything_in_its_order() {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("z", 1);
    object.put("a", Arrays.asList(true, null, "Zoë \"Ö\"\n\u2028"));
    object.put("long", Long.MAX_VALUE);
    object.put("huge", new BigInteger("123456789012345678901234567890"));
    object.put("amount", new BigDecimal("0.10"));
    object.put("nothing", null);
    object.put("empty", Map.of("list", List.of()));
    assertThat(text(object))
        .isEqualTo(
            """
            {"z":1,"a":[true,null,"Zoë \\"Ö\\"\\n\u2028"],"long":9223372036854775807,\
            "huge":123456789012345678901234567890,"amount":0.10,"nothing":null,"empty":{"list":[]}}""");
    assertThat(Json.map(Json.bytes(object))).isEqualTo(object);
  }

  @Test
  void writes_times_records_and_lists_within_as_text_and_objects() {
    record Person(String name, Instant since) {}
    assertThat(
            text(
                Map.of(
                    "all",
                    List.of(
                        Instant.parse("2026-03-29T01:00:00Z"),
                        Duration.ofMinutes(90),
                        new Person("Ada", Instant.EPOCH),
                        1.5,
                        new String[] {"x"},
                        new byte[] {1, 2}))))
        .isEqualTo(
            """
            {"all":["2026-03-29T01:00:00Z","PT1H30M",{"name":"Ada","since":"1970-01-01T00:00:00Z"},\
            1.5,["x"],"AQI="]}""");
  }

  @Test
  void refuses_what_has_no_end() {
    var list = new ArrayList<Object>();
    list.add(list);
    assertThatThrownBy(() -> Json.bytes(list)).isInstanceOf(IllegalArgumentException.class);
  }
}
