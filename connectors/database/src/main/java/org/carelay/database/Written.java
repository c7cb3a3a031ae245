package org.carelay.database;

import org.carelay.connector.Describe;

/** What a write did. */
public record Written(
    @Describe(
            title = "Rows affected",
            help = "0 where the row was there already with the same values.")
        int rowsAffected) {}
