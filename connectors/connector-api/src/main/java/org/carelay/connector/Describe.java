package org.carelay.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what one component of an input, output or settings record is.
 *
 * <p>A component is required unless its type is annotated {@code @Nullable}. Component types may be
 * {@code String}, {@code boolean}, whole numbers, {@code BigDecimal}, {@code Duration} (ISO-8601),
 * {@code Instant}, {@code ZoneId}, {@code URI}, an enum, a record, {@code List}, {@code Map<String,
 * ?>}, or {@code Object} (any JSON value). Where a list is expected a single value is taken as a
 * list of one. A record with a {@code public static X parse(String)} may also be written as a text.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Describe {
  /** The label in a form. */
  String title();

  /** One plain sentence below the label. */
  String help() default "";

  /** A made-up value, never a real patient's. */
  String example() default "";

  /** What is used when the value is absent, in words or as it would be written. */
  String defaultValue() default "";

  Sensitivity sensitivity() default Sensitivity.NONE;

  /** True where {@code {{ }}} has no meaning: code, SQL, an expression evaluated later. */
  boolean verbatim() default false;

  /**
   * A hint to the form: {@code code}, {@code multiline}, {@code cron}, {@code expression}, {@code
   * form}, or {@code recipe} for one that begins with a trigger of the same connector.
   */
  String widget() default "";

  /**
   * The kind of {@link Connector#choices} that this takes one or several of, such as {@code
   * columns}; for a map, its names.
   */
  String choices() default "";
}
