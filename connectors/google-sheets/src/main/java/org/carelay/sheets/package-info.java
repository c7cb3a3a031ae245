/**
 * Google Sheets as a trigger and as an output.
 *
 * <p>{@link org.carelay.sheets.GoogleSheetsConnector} lists what is offered. {@code SheetPoller}
 * looks for changes: it asks Drive which spreadsheets moved ({@code DriveFeed}), reads those, and
 * lets {@code SheetDiff} compare each with what it remembers. {@code SheetDiff} and everything it
 * uses know nothing of HTTP. {@code RowUpdates} writes rows back, and leaves {@code OwnWrite} notes
 * by which the diff knows our own changes.
 */
@NullMarked
package org.carelay.sheets;

import org.jspecify.annotations.NullMarked;
