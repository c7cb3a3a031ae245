/**
 * Workbooks and csv, row by row. A {@link org.carelay.file.report.Table} is what is written; ids
 * stay text, dates are dates, and no text becomes a formula.
 */
@NullMarked
package org.carelay.file.report;

import org.jspecify.annotations.NullMarked;
