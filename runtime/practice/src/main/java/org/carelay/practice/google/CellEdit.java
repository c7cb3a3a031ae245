package org.carelay.practice.google;

/**
 * A person types into a cell.
 *
 * @param row from 0, the header row
 * @param column from 0
 * @param text what is typed; empty clears
 */
public record CellEdit(int row, int column, String text) {}
