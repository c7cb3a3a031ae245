package org.carelay.workers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What the same use would have cost as cloud functions. Prices change: the table is a data file
 * with its date, and a site may bring a newer one of the same form.
 *
 * @param asOf when the prices were looked up, as ISO text
 */
public record CloudPrices(String asOf, String currency, String note, List<Price> prices) {

  /**
   * One provider's price.
   *
   * @param perMillionInvocations money
   * @param perGibibyteSecond money for a GiB of memory for a second
   */
  public record Price(
      String provider,
      String plan,
      BigDecimal perMillionInvocations,
      BigDecimal perGibibyteSecond,
      Rounding rounding,
      String source) {}

  /** How a provider rounds the duration of a call up. */
  public enum Rounding {
    @JsonProperty("millisecond")
    MILLISECOND,
    @JsonProperty("millisecond-at-least-100")
    MILLISECOND_AT_LEAST_100,
    @JsonProperty("100-milliseconds")
    HUNDRED_MILLISECONDS
  }

  /**
   * What a provider would have asked for.
   *
   * @param amount in the table's currency, to a hundredth of a cent
   */
  public record Cost(String provider, String plan, BigDecimal amount) {}

  /** The table that comes with Carelay. */
  public static CloudPrices bundled() {
    try (var in = CloudPrices.class.getResourceAsStream("cloud-prices.json")) {
      return checked(new ObjectMapper().readValue(Objects.requireNonNull(in), CloudPrices.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A table that a site brings.
   *
   * @throws IOException if it can not be read or is not of this form
   */
  public static CloudPrices read(Path file) throws IOException {
    return checked(new ObjectMapper().readValue(Files.readAllBytes(file), CloudPrices.class));
  }

  private static CloudPrices checked(CloudPrices table) {
    LocalDate.parse(table.asOf());
    return table;
  }

  /** What this use would have cost with each provider. */
  public List<Cost> costs(List<FunctionUsage> usage) {
    return prices.stream()
        .map(price -> new Cost(price.provider(), price.plan(), amount(price, usage)))
        .toList();
  }

  private static BigDecimal amount(Price price, List<FunctionUsage> usage) {
    var invocations = 0L;
    var mebibyteMillis = 0L;
    for (var one : usage) {
      invocations += one.invocations();
      mebibyteMillis +=
          switch (price.rounding()) {
            case MILLISECOND -> one.billed().byMillisecond();
            case MILLISECOND_AT_LEAST_100 -> one.billed().atLeast100Milliseconds();
            case HUNDRED_MILLISECONDS -> one.billed().by100Milliseconds();
          };
    }
    var calls =
        price.perMillionInvocations().multiply(BigDecimal.valueOf(invocations)).movePointLeft(6);
    var memory =
        price
            .perGibibyteSecond()
            .multiply(BigDecimal.valueOf(mebibyteMillis))
            .divide(BigDecimal.valueOf(1024L * 1000), 12, RoundingMode.HALF_UP);
    return calls.add(memory).setScale(4, RoundingMode.HALF_UP);
  }
}
