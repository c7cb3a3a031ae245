/**
 * Reads and writes rows of a hospital's own databases: PostgreSQL and MariaDB.
 *
 * <p>A value from a recipe becomes a database value in one place, {@link
 * org.carelay.database.ColumnType}, and a database value becomes JSON in one place, {@link
 * org.carelay.database.Rows}. SQL is never put together from values. What a database says when it
 * refuses may quote rows of patients, so {@link org.carelay.database.Failures} repeats only names.
 * Writes of many runs to one table share transactions; see {@link
 * org.carelay.database.WriteBatcher}.
 */
@NullMarked
package org.carelay.database;

import org.jspecify.annotations.NullMarked;
